// @ts-check
import { start } from './hello.js';

test('it greets by name, or the world', async () => {
  const context = mockContext();
  start(context);

  assert.deepEqual(await context.bus.call('hello.js', { name: 'Ada' }), { hello: 'Ada', from: 'js' });
  assert.deepEqual(await context.bus.call('hello.js', null), { hello: 'world', from: 'js' });
});
