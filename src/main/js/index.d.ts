// What a script sees, for editors. A script exports `start(context)` and, if it likes, `stop()`; both may be async.

/** What crosses the bus: plain JSON. Whole numbers beyond 2^53 lose digits; a binary message arrives in base64. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An error whose `code` is of Polyloop's catalogue, such as `not_found`, is an answer; any other is a fault. */
export interface BusError extends Error {
  code: string;
}

export interface Bus {
  /** Answers an address with what the handler returns. A throw answers `<code>: <message>`, else `internal: …`. */
  consumer(address: string, handler: (body: any, headers: Record<string, string>) => unknown): void;
  /** Resolves to the answer; rejects with a {@link BusError}. */
  request(address: string, body?: unknown): Promise<any>;
  /** To one consumer, without an answer. */
  send(address: string, body?: unknown): void;
  /** To every consumer. */
  publish(address: string, body?: unknown): void;
}

export interface Timers {
  /** Returns an id for `clear`. Timers end with the verticle. */
  setTimeout(handler: () => unknown, milliseconds?: number): number;
  setInterval(handler: () => unknown, milliseconds: number): number;
  clear(id: number): void;
}

export interface Log {
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
}

export interface Context {
  /** The `config` of the deployment. */
  readonly config: Record<string, any>;
  readonly log: Log;
  readonly bus: Bus;
  readonly timers: Timers;
}
