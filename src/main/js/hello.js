// @ts-check

/**
 * The smallest verticle: answers one address of the event bus. Deploy it as `js:hello.js`.
 * @param {import('./index').Context} context
 */
export function start(context) {
  context.bus.consumer('hello.js', (body) => ({ hello: body?.name ?? 'world', from: 'js' }));
}
