import { start } from './hello';

test('it greets by name, or the world', async () => {
  const context = mockContext();
  start(context);

  assert.deepEqual(await context.bus.call('hello.ts', { name: 'Ada' }), { hello: 'Ada', from: 'ts' });
  assert.deepEqual(await context.bus.call('hello.ts', null), { hello: 'world', from: 'ts' });
});
