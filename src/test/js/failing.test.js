// Fails in each way: ScriptTestsIT.java checks how that is reported.
test('unequal values', () => {
  assert.deepEqual({ a: 1, b: [2] }, { a: 1, b: [3] });
});

test('an error after an await', async () => {
  await Promise.resolve();
  throw new Error('broken');
});

test('a refusal', async () => {
  await assert.rejects(mockContext().bus.request('nobody'), { code: 'not_found' });
});

test('an endless loop', () => {
  for (;;);
});

test('an endless loop after an await', async () => {
  await Promise.resolve();
  for (;;);
});

test('a promise that never ends', () => new Promise(() => {}));

test('one that passes', () => assert.equal(1, 1));
