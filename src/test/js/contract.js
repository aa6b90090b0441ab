// The contract's verticle in JavaScript; ContractVerticle.java is the same in Java.
let bus;

export async function start(context) {
  const { config, log, topics, timers } = context;
  const seen = [];
  let count = 0;
  bus = context.bus;
  if (config.fail) throw new Error('failed as requested');

  topics.on('contract.*', (message) => { seen.push(message.data); });
  timers.setInterval(() => bus.publish('contract.tick', 'js'), 5);

  bus.consumer('contract.config', () => config);
  bus.consumer('contract.echo', (body) => body);
  const append = ({ topic, data, key }) => topics.append(topic, data, { key });
  bus.consumer('contract.append', append);
  bus.consumer('contract.code', (body) => append(body).catch((refusal) => refusal.code));
  bus.consumer('contract.read', async (topic) =>
    (await topics.read(topic, { after: '0' })).messages.map((message) => message.data));
  bus.consumer('contract.ask', (address) => bus.request(address));
  bus.consumer('contract.count', () => ++count);
  bus.consumer('contract.seen', () => seen);
  bus.consumer('contract.later', () => new Promise((resolve) => timers.setTimeout(() => resolve('later'), 5)));
  bus.consumer('contract.log', (text) => log.info(text));
  bus.consumer('contract.fault', () => null.field);
  bus.consumer('contract.refusal', () => { throw Object.assign(new Error('not you'), { code: 'forbidden' }); });
}

export function stop() {
  bus.publish('contract.stopped', 'js');
}
