// What a mocked context does; ScriptTestsIT.java runs it.
const order = { id: 7, item: 'tea' };

test('a route answers, also with a code', async () => {
  const context = mockContext();
  context.http.post('/orders/:id', ({ params, query, body }) => {
    if (!body) throw Object.assign(new Error('no body'), { code: 'invalid_parameter' });
    return context.http.response(201, { ...params, ...query, ...body }, { location: '/orders/7' });
  });

  const { status, headers, body } = await context.http.call('POST', '/orders/7', { body: { item: 'tea' }, query: { a: '1' } });
  assert.deepEqual({ status, headers, body },
    { status: 201, headers: { location: '/orders/7' }, body: { id: '7', a: '1', item: 'tea' } });
  const refused = await context.http.call('POST', '/orders/7');
  assert.deepEqual([refused.status, refused.body.code], [400, 'invalid_parameter']);
  await assert.rejects(context.http.call('GET', '/orders/7'), { code: 'not_found' });
});

test('topics number, repeat and refuse as a journal does', async () => {
  const { topics } = mockContext();
  const first = await topics.append('orders', order, { key: 'k' });
  assert.deepEqual(await topics.append('orders', order, { key: 'k' }), first);
  await assert.rejects(topics.append('orders', 'other', { key: 'k' }), { code: 'idempotency_conflict' });
  await assert.rejects(topics.append('orders', order, { as: null }), { code: 'unauthenticated' });
  assert.equal((await topics.append('orders', 'next')).seq, 2);
  assert.deepEqual((await topics.read('orders', { after: first.epoch + ':1' })).messages.map(({ data }) => data), ['next']);
  assert.deepEqual(topics.appended.map(({ data }) => data), [order, 'next']);
});

test('an unknown option is refused as on a node', async () => {
  await assert.rejects(mockContext().topics.append('orders', order, { kye: 'k' }), /unknown option kye/);
  assert.throws(() => mockContext({ confg: {} }), /unknown option confg/);
});

test('timers fire when time passes', async () => {
  const { timers } = mockContext();
  const fired = [];
  timers.setInterval(() => fired.push('each'), 100);
  const once = timers.setTimeout(() => fired.push('once'), 150);
  timers.clear(timers.setTimeout(() => fired.push('never'), 150));
  await timers.advance(99);
  assert.deepEqual(fired, []);
  await timers.advance(101);
  assert.deepEqual(fired, ['each', 'once', 'each']);
  timers.clear(once);
});

test('stubs answer, and what was asked is kept', async () => {
  const { bus, fetch, sql, commit, topics, log } = mockContext({
    bus: { 'prices.get': ({ item }) => ({ item, price: 3 }) },
    fetch: ({ url }) => ({ status: 200, body: { url } }),
    sql: (statement) => (statement.startsWith('select') ? [{ id: 7 }] : 2),
  });
  assert.equal((await bus.request('prices.get', { item: 'tea' })).price, 3);
  assert.deepEqual(await (await fetch('https://a.example/b')).json(), { url: 'https://a.example/b' });
  assert.deepEqual(await sql.query('select id from orders where id = ?', [7]), [{ id: 7 }]);
  assert.equal(await sql.update('delete from orders'), 2);
  const { rows, appended } = await commit({
    sql: [['insert into orders (id) values (?)', [7], 1]], append: [['orders', order]] });
  assert.deepEqual([rows, appended[0].seq], [[1], 1]);
  assert.deepEqual(topics.appended, [{ topic: 'orders', data: order }]);
  assert.deepEqual(commit.units.length, 1);
  log.info('order %d', 7);
  assert.deepEqual(log.lines, [{ level: 'info', text: 'order 7' }]);
});

test('a commit can be refused', async () => {
  const context = mockContext({ commit: () => { throw Object.assign(new Error('again'), { code: 'conflict' }); } });
  await assert.rejects(context.commit({ append: [['orders', order]] }), { code: 'conflict' });
  assert.deepEqual(context.topics.appended, []);
});

test('a node keeps its messages over a restart', async () => {
  const node = await startNode({ verticles: [] });
  await node.append('orders', order);
  await node.restart();
  assert.deepEqual((await node.read('orders')).messages.map(({ data }) => data), [order]);
  const { status, body } = await node.get('/api/v1/topics/orders/messages', { query: { after: 0, limit: 1 } });
  assert.deepEqual([status, body.head, body.messages.length], [200, 1, 1]);
  assert.deepEqual(await node.query('select cast(? as integer) as n', [7]), [{ n: 7 }]);
  const orders = await node.subscribe('orders', { after: '0' });
  assert.equal((await orders.next()).seq, 1);
});
