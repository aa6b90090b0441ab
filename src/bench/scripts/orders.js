// The same as io.polyloop.bench.transaction.Work.
const INSERT = 'insert into bench_orders (id, customer, cents) values (?, ?, ?)';
const DATA = { text: 'x'.repeat(117) };

export function start(context) {
  context.bus.consumer('append', ({ topic }) => context.topics.append(topic, DATA));
  context.bus.consumer('unit', ({ id, customer, topic }) =>
    context.commit({
      sql: [[INSERT, [id, customer, id % 10000]]],
      append: [[topic, DATA]],
    }),
  );
}
