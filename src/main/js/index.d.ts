// What a script sees, for editors. A script exports `start(context)` and optionally `stop()`; both may be async.

/** What crosses the bus: plain JSON. Whole numbers beyond 2^53 lose digits; a binary message arrives in base64. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * What the service refuses with, and what a handler may throw: an error whose `code` is of Polyloop's catalogue, such
 * as `not_found`, is an answer; any other is a fault, logged and answered as `internal`.
 */
export interface Problem extends Error {
  /**
   * Of the catalogue, or of a request that failed: `absent` (no consumer), `verticle_timeout`, `fetch_timeout`,
   * `fetch_failed`, `fetch_redirect`. docs/polyglot.md lists them.
   */
  code: string;
}

export interface Delivery {
  /** Added to those that carry the trace of the present call. */
  headers?: Record<string, string>;
}

export interface Bus {
  /** Answers an address with what the handler returns. A throw answers `<code>: <message>`, else `internal: …`. */
  consumer(address: string, handler: (body: any, headers: Readonly<Record<string, string>>) => unknown): void;
  /**
   * Resolves to the answer; rejects with a {@link Problem}: `absent` if the address has no consumer, `verticle_timeout`
   * after the timeout, in milliseconds, 30000 by default; else with the code that the consumer answered.
   */
  request(address: string, body?: unknown, options?: Delivery & { timeout?: number }): Promise<any>;
  /** To one consumer, without an answer. */
  send(address: string, body?: unknown, options?: Delivery): void;
  /** To every consumer. */
  publish(address: string, body?: unknown, options?: Delivery): void;
}

export interface Message {
  topic: string;
  seq: number;
  /** RFC 3339. */
  at: string;
  data: any;
}

export interface Topics {
  /** Resolves once `data` is durable. A repeat with the same key is stored once, and gets the first answer. */
  append(
    topic: string,
    data: unknown,
    options?: { key?: string },
  ): Promise<{ topic: string; epoch: string; seq: number; at: string }>;
  /** Messages after a position, `<epoch>:<seq>`, or `'0'` for the oldest kept; without it, none but the head. */
  read(
    topic: string,
    options?: { after?: string; limit?: number },
  ): Promise<{ topic: string; epoch: string; head: number; recovered: boolean; messages: Message[] }>;
  /** Each message that this node commits from now on, to one topic or, as in `readings.*`, to all below a prefix. */
  on(topicOrPrefix: string, handler: (message: Message) => unknown): void;
}

export interface Request {
  method: string;
  path: string;
  params: Record<string, string>;
  /** A parameter that is given more than once is an array. */
  query: Record<string, string | string[]>;
  /** In lower case, credentials among them: `authorization`, `cookie`. */
  headers: Record<string, string>;
  /** JSON as a value, text as a string, or null. */
  body: any;
}

/** Made by {@link Http.response}. */
export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: unknown;
}

/** Answers a request with what it returns: JSON with status 200, or a {@link Response}. A function is no answer. */
export type Handler = (request: Request) => unknown;

/**
 * Routes of the public server, as in `get('/orders/:id', handler)`. Every instance on every node shares them. A second
 * handler for the same method and path is refused.
 */
export interface Http {
  get(path: string, handler: Handler): void;
  post(path: string, handler: Handler): void;
  put(path: string, handler: Handler): void;
  delete(path: string, handler: Handler): void;
  patch(path: string, handler: Handler): void;
  /** An answer with a status from 200 to 599. A text is sent as it is if `content-type` is not JSON. */
  response(status: number, body?: unknown, headers?: Record<string, string | string[]>): Response;
}

export interface Timers {
  /** Returns an id for `clear`. Timers end with the verticle. */
  setTimeout(handler: () => unknown, milliseconds?: number): number;
  setInterval(handler: () => unknown, milliseconds: number): number;
  clear(id: number): void;
}

/**
 * Values look as those of Node's `console.log`: `%s` and the like are replaced, objects are shown to a depth of 2, errors
 * with their stack and `cause`. `console.log` writes the same. Control characters are escaped, a line ends after 64 KiB.
 */
export interface Log {
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
}

export interface Headers {
  get(name: string): string | null;
  has(name: string): boolean;
  entries(): IterableIterator<[string, string]>;
}

export interface Fetched {
  readonly status: number;
  /** Whether the status is 2xx. */
  readonly ok: boolean;
  /** Of the last request, where redirects were followed. */
  readonly url: string;
  readonly redirected: boolean;
  readonly headers: Headers;
  text(): Promise<string>;
  json(): Promise<any>;
}

export interface Context {
  /** The `config` of the deployment. */
  readonly config: Record<string, any>;
  readonly log: Log;
  readonly bus: Bus;
  readonly topics: Topics;
  readonly http: Http;
  readonly timers: Timers;
  /**
   * Asks another server, if its origin is listed under `scripts.fetch`; rejects with a {@link Problem}: `forbidden` if
   * it is not, `fetch_timeout`, `fetch_failed` … Redirects are followed only with `redirect: 'follow'`, within the same
   * origins. Text only: there is no binary body.
   */
  fetch(
    url: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string; redirect?: 'follow' | 'error' | 'manual' },
  ): Promise<Fetched>;
}
