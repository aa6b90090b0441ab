import { start } from './alerts';

const config = { metric: 'temperature', above: 50 };
const reading = { device: 'd1', metric: 'temperature', value: 51 };

test('a reading above the threshold is appended once', async () => {
  const context = mockContext({ config });
  start(context);
  await context.deliver('readings.d1', reading);

  assert.deepEqual(context.topics.appended, [
    { topic: 'alerts.d1', data: { ...reading, by: 'ts' }, key: 'ts:readings.d1:1' },
  ]);
});

test('other readings are not appended', async () => {
  const context = mockContext({ config });
  start(context);
  await context.deliver('readings.d1', { ...reading, value: 50 });
  await context.deliver('readings.d1', { ...reading, metric: 'humidity' });

  assert.deepEqual(context.topics.appended, []);
});

test('a subscriber of a node gets the alert', async () => {
  const node = await startNode('ts/alerts.js', { config });
  const alerts = await node.subscribe('alerts.d1');
  await node.append('readings.d1', reading);

  assert.equal((await alerts.next()).data.by, 'ts');
});
