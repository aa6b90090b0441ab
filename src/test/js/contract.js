// The contract's verticle in JavaScript; ContractVerticle.java is the same in Java.
let bus;

export async function start(context) {
  const { config, http, log, topics, timers } = context;
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

  const act = ({ body: { act, by, topic }, user, topics: own }) => {
    const actor = by === 'request.topics' ? own : topics;
    const options = by === 'as' ? { as: user } : {};
    return act === 'append' ? actor.append(topic, 1, options) : actor.read(topic, options);
  };
  http.post('/contract/act', { allow: 'anyone' }, (request) => act(request).then(() => 'ok', (refusal) => refusal.code));
  http.get('/contract/user', ({ user }) => user);
  http.get('/contract/scoped', { allow: 'scope:contract' }, (request) => request);
  if (config.allow) http.get('/contract/refused', { allow: config.allow }, () => null);
}

export function stop() {
  bus.publish('contract.stopped', 'js');
}
