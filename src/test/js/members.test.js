import { membersOf } from './members.js';

test('a mocked context has the members of a real one, and those for tests', async () => {
  const node = await startNode('members.js');
  const real = await node.request('members');
  const mocked = membersOf(mockContext());

  assert.deepEqual(real.filter((name) => !mocked.includes(name)), []);
  assert.deepEqual(mocked.filter((name) => !real.includes(name) && name !== 'sql.statements'),
    ['bus.call', 'bus.sent', 'deliver', 'http.call', 'log.lines', 'timers.advance', 'topics.appended']);
});
