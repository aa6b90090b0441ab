import type { Context, Json } from '../js/index';

type Greeting = { name?: string } | null;

/** The smallest verticle: answers one address of the event bus. Deploy it as `js:ts/hello.js`. */
export function start(context: Context): void {
  context.bus.consumer('hello.ts', (body: Greeting): Json => ({ hello: body?.name ?? 'world', from: 'ts' }));
}
