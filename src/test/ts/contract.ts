// The contract's verticle in TypeScript; ContractVerticle.java is the same in Java.
import type { Bus, Context, Json, Problem, Request } from '../../main/js/index';

type Append = { topic: string; data: Json; key?: string };

let bus: Bus;

export async function start(context: Context): Promise<void> {
  const { config, http, log, timers, topics } = context;
  const seen: Json[] = [];
  let count = 0;
  bus = context.bus;
  if (config.fail) throw new Error('failed as requested');

  topics.on('contract.*', (message) => { seen.push(message.data); });
  timers.setInterval(() => bus.publish('contract.tick', 'ts'), 5);

  bus.consumer('contract.config', () => config);
  bus.consumer('contract.echo', (body: Json) => body);
  const append = ({ topic, data, key }: Append) => topics.append(topic, data, { key });
  bus.consumer('contract.append', append);
  bus.consumer('contract.code', (body: Append) => append(body).catch((refusal: Problem) => refusal.code));
  bus.consumer('contract.read', async (topic: string) =>
    (await topics.read(topic, { after: '0' })).messages.map((message) => message.data));
  bus.consumer('contract.ask', (address: string) => bus.request(address));
  bus.consumer('contract.count', () => ++count);
  bus.consumer('contract.seen', () => seen);
  bus.consumer('contract.later', () => new Promise((resolve) => timers.setTimeout(() => resolve('later'), 5)));
  bus.consumer('contract.log', (text: string) => log.info(text));
  bus.consumer('contract.fault', (body: any) => body.field);
  bus.consumer('contract.refusal', () => { throw Object.assign(new Error('not you'), { code: 'forbidden' }); });

  const act = ({ body: { act, by, topic }, user, topics: own }: Request): Promise<unknown> => {
    if (by === 'request.topics') return act === 'append' ? own.append(topic, 1) : own.read(topic);
    const options = by === 'as' ? { as: user } : {};
    return act === 'append' ? topics.append(topic, 1, options) : topics.read(topic, options);
  };
  http.post('/contract/act', { allow: 'anyone' }, (request) =>
    act(request).then(() => 'ok', (refusal: Problem) => refusal.code));
  http.get('/contract/user', ({ user }) => user);
  http.get('/contract/scoped', { allow: 'scope:contract' }, (request) => request);
  if (config.allow) http.get('/contract/refused', { allow: config.allow }, () => null);
}

export function stop(): void {
  bus.publish('contract.stopped', 'ts');
}
