// What a feature does with its tables and the input of its routes; FeatureVerticle.java is the same in Java.
export function start({ bus, http, sql, commit }) {
  bus.consumer('feature.query', ([statement, parameters]) => sql.query(statement, parameters));
  bus.consumer('feature.update', ([statement, parameters]) => sql.update(statement, parameters));
  bus.consumer('feature.commit', (unit) => commit(unit));
  bus.consumer('feature.commit-as', ({ unit, user }) => commit(unit, { as: user }));
  bus.consumer('feature.code', (unit) => commit(unit).catch((refusal) => refusal.code));
  bus.consumer('feature.fault', (unit) => commit(unit).catch((fault) => fault.message));

  bus.consumer('feature.values', async () => {
    const given = [9223372036854775807n, 19.99, 7, Uint8Array.of(0, 127, 255), null];
    await sql.update('insert into kinds (large, amount, small, data, note) values (?, ?, ?, ?, ?)', given);
    const [{ large, data, ...row }] = await sql.query('select * from kinds where large = ?', [given[0]]);
    return { ...row, large: large === given[0], data: [...data] };
  });

  const text = { type: 'string' };
  const order = { type: 'object', required: ['item'], properties: { item: text, count: { type: 'integer' } } };
  const dry = { type: 'object', properties: { dry: { type: 'boolean', default: false } } };
  http.post('/feature/orders', { json: order, query: dry }, ({ body, query }) => ({ body, query }));
  http.post('/feature/form', { form: order }, ({ body }) => body);
  const id = { type: 'object', properties: { id: { type: 'integer' } } };
  http.post('/feature/hooks/:id', { allow: 'anyone', bytes: true, path: id }, ({ body, params }) =>
    ({ sent: [...body], id: params.id }));
}
