// Answers with the members of its context: ScriptTestsIT.java compares them with those of a mocked context.
export const membersOf = (value) => Object.keys(value).sort().flatMap((name) =>
  name !== 'config' && typeof value[name] === 'object' && !Array.isArray(value[name])
    ? membersOf(value[name]).map((member) => `${name}.${member}`) : [name]);

export function start(context) {
  context.bus.consumer('members', () => membersOf(context));
}
