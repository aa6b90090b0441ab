// The contract's verticle in TypeScript; ContractVerticle.java is the same in Java.
import type { Bus, BusError, Context, Json } from '../../main/js/index';

type Append = { topic: string; data: Json; key?: string };
type Message = { topic: string; seq: number; data: Json };

let bus: Bus;

export async function start(context: Context): Promise<void> {
  const { config, log, timers } = context;
  const seen: Json[] = [];
  let count = 0;
  bus = context.bus;
  if (config.fail) throw new Error('told to fail');

  bus.consumer('topic.contract.*', (message: Message) => { seen.push(message.data); });
  timers.setInterval(() => bus.publish('contract.tick', 'ts'), 5);

  bus.consumer('contract.config', () => config);
  bus.consumer('contract.echo', (body: Json) => body);
  bus.consumer('contract.append', (body: Append) => bus.request('journal.append', body));
  bus.consumer('contract.code', (body: Append) =>
    bus.request('journal.append', body).catch((refusal: BusError) => refusal.code));
  bus.consumer('contract.read', async (topic: string) => {
    const page: { messages: Message[] } = await bus.request('journal.read', { topic, after: '0', limit: 10 });
    return page.messages.map((message) => message.data);
  });
  bus.consumer('contract.ask', (address: string) => bus.request(address));
  bus.consumer('contract.count', () => ++count);
  bus.consumer('contract.seen', () => seen);
  bus.consumer('contract.later', () => new Promise((resolve) => timers.setTimeout(() => resolve('later'), 5)));
  bus.consumer('contract.log', (text: string) => log.info(text));
  bus.consumer('contract.fault', (body: any) => body.field);
  bus.consumer('contract.refusal', () => { throw Object.assign(new Error('not you'), { code: 'forbidden' }); });
}

export function stop(): void {
  bus.publish('contract.stopped', 'ts');
}
