// What a script sees, for editors. A script exports `start(context)` and optionally `stop()`; both may be async.

/** A value on the bus: plain JSON. Whole numbers beyond 2^53 lose digits; a binary message arrives in base64. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * What the service refuses with, and what a handler can throw. An error with a `code` of the catalogue, such as
 * `not_found`, is an answer; any other error is a fault, which is logged and answered as `internal`.
 */
export interface Problem extends Error {
  /**
   * A code of the catalogue, or the reason why a request failed: `absent` (no consumer), `verticle_timeout`, `fetch_timeout`,
   * `fetch_failed`, `fetch_redirect`. docs/scripts.md lists them.
   */
  code: string;
}

export interface Delivery {
  /** Added to the headers that carry the trace of the present call. */
  headers?: Record<string, string>;
}

export interface Bus {
  /** Answers an address with what the handler returns; a thrown error is answered `<code>: <message>`. */
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

/** Who a client is, by its token or service key. To act for it, pass it on unchanged. */
export interface User {
  readonly subject: string;
  /** Who vouches for the subject: two issuers can have different subjects of one name. */
  readonly issuer: string;
  /** The value of `auth.tenant-claim`; null without that setting. */
  readonly tenant: string | null;
  readonly claims: Readonly<Record<string, any>>;
  /** When its credentials end, RFC 3339; null if they do not. Afterwards it is `unauthenticated`. */
  readonly expiresAt: string | null;
  /** When its token was issued, RFC 3339. */
  readonly issuedAt?: string;
  /** The `jti` of its token. */
  readonly tokenId?: string;
  /** The hash of its session's id. */
  readonly session?: string;
}

export interface Appended {
  topic: string;
  epoch: string;
  seq: number;
  at: string;
}

export interface Page {
  topic: string;
  epoch: string;
  head: number;
  recovered: boolean;
  messages: Message[];
}

/**
 * Topics as the user of a request: what the rules do not allow this user rejects with `forbidden`, and everything with
 * `unauthenticated` if the request has no user.
 */
export interface UserTopics {
  /** Resolves once `data` is durable. With a repeated key it is not stored again, and the first answer is returned. */
  append(topic: string, data: unknown, options?: { key?: string }): Promise<Appended>;
  /** Messages after a position, `<epoch>:<seq>`, or `'0'` for the oldest kept; without `after`, only the head. */
  read(topic: string, options?: { after?: string; limit?: number }): Promise<Page>;
}

/** Topics as the service, which can do everything. With `as`, as the user of a request, as {@link UserTopics} does. */
export interface Topics {
  append(topic: string, data: unknown, options?: { key?: string; as?: User | null }): Promise<Appended>;
  read(topic: string, options?: { after?: string; limit?: number; as?: User | null }): Promise<Page>;
  /** Calls the handler with each message that this node commits, to a topic or to all below a prefix (`readings.*`). */
  on(topicOrPrefix: string, handler: (message: Message) => unknown): void;
}

/**
 * A parameter of a statement. Without a value it is null: undefined is refused. A BigInt is a whole number up to 64 bits.
 */
export type Parameter = null | boolean | number | bigint | string | Uint8Array;

/**
 * A row by column, in the order of the query. Whole numbers beyond 2^53 are BigInts, which JSON cannot hold; decimals with
 * more digits than a number has are text; bytes are Uint8Arrays. SQLite has no booleans, but 0 and 1.
 */
export type Row = Record<string, any>;

/** The tables of your migrations. Each `?` of a statement takes the next parameter. */
export interface Sql {
  /** Resolves to the rows of a query. */
  query<T = Row>(sql: string, parameters?: readonly Parameter[]): Promise<T[]>;
  /** Resolves to the number of rows that the statement changed, once that is durable. */
  update(sql: string, parameters?: readonly Parameter[]): Promise<number>;
}

/** Statements and messages that are committed together. */
export interface UnitOfWork {
  /** In this order; with a number of rows, the unit is refused with `conflict` unless the statement changes as many. */
  sql?: readonly (readonly [statement: string, parameters?: readonly Parameter[], expectedRows?: number])[];
  /**
   * Messages, which get their positions in this order. With a key that is stored, the unit is a repeat: its statements do
   * not run, and the result has the positions of the first.
   */
  append?: readonly (readonly [topic: string, data: unknown, key?: string | null])[];
}

export interface Committed {
  /** How many rows each statement changed; empty for a repeat. */
  rows: number[];
  appended: Appended[];
}

export interface Request {
  method: string;
  path: string;
  /** Text, or what the schema `path` says. */
  params: Record<string, any>;
  /** Text, of a repeated parameter an array of texts; or what the schema `query` says. */
  query: Record<string, any>;
  /** Names in lower case. Without credentials, such as `authorization` and `cookie`. */
  headers: Record<string, string>;
  /**
   * JSON as a value, text as a string, or null. With the option `json` or `form`, what the schema says; with `bytes`, a
   * Uint8Array.
   */
  body: any;
  /** Null if the client has not authenticated, as always in another `auth.mode` than token. */
  user: User | null;
  /** Topics as this user. Not enumerable. */
  readonly topics: UserTopics;
}

/** Created by {@link Http.response}. */
export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: unknown;
}

/** Answers a request with what it returns: JSON with status 200, or a {@link Response}. */
export type Handler = (request: Request) => unknown;

/** A JSON Schema, 2020-12. References within it begin with `#`. */
export type Schema = Record<string, unknown>;

/**
 * With one of these options besides `allow`, a request that does not match is refused, and the handler does not run; a
 * query parameter that no schema names is refused, too. The route is then in `/openapi.yaml`.
 */
export interface RouteOptions {
  /**
   * Who can call the route in `auth.mode: token`: without it, every client that has authenticated; `'anyone'` also those
   * that have not; `'scope:orders'` those whose token has the scope `orders`.
   */
  allow?: 'anyone' | `scope:${string}`;
  /** The schema of a body of JSON. */
  json?: Schema;
  /** The schema of the fields of a form, `application/x-www-form-urlencoded`, which get the types of its properties. */
  form?: Schema;
  /** The body as it was sent, of any type; a number is its largest size in bytes. A signature is made of these bytes. */
  bytes?: true | number;
  /** The `operationId` of an operation in `app-openapi.yaml`, instead of the schemas. */
  operation?: string;
  /** The schema of the query: an object whose properties are the parameters. */
  query?: Schema;
  /** The schema of the parameters of the path. */
  path?: Schema;
}

/**
 * Routes of the public server, such as `get('/orders/:id', handler)`. All instances on all nodes share the requests. A
 * second handler for the same method and path is an error.
 */
export interface Http {
  get(path: string, handler: Handler): void;
  get(path: string, options: RouteOptions, handler: Handler): void;
  post(path: string, handler: Handler): void;
  post(path: string, options: RouteOptions, handler: Handler): void;
  put(path: string, handler: Handler): void;
  put(path: string, options: RouteOptions, handler: Handler): void;
  delete(path: string, handler: Handler): void;
  delete(path: string, options: RouteOptions, handler: Handler): void;
  patch(path: string, handler: Handler): void;
  patch(path: string, options: RouteOptions, handler: Handler): void;
  /** A response with a status from 200 to 599. A text body is sent unchanged if `content-type` is not JSON. */
  response(status: number, body?: unknown, headers?: Record<string, string | string[]>): Response;
}

export interface Timers {
  /** Returns an id for `clear`. Timers end with the verticle. */
  setTimeout(handler: () => unknown, milliseconds?: number): number;
  setInterval(handler: () => unknown, milliseconds: number): number;
  clear(id: number): void;
}

/**
 * Formats values as Node's `console.log` does: `%s` and similar are replaced, objects are shown to a depth of 2, errors
 * with their stack and `cause`. `console.log` does the same. Control characters are escaped; a line is cut after 64 KiB.
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
  /** The URL of the last request, after redirects. */
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
  readonly sql: Sql;
  /**
   * Commits statements and messages at once, or nothing, and resolves when they are durable. Rejects with `conflict` if a
   * statement does not change the rows expected, or violates a constraint: read again, and retry. Appends act as the
   * service; with `as`, as the user of a request.
   */
  commit(unit: UnitOfWork, options?: { as?: User | null }): Promise<Committed>;
  readonly http: Http;
  readonly timers: Timers;
  /**
   * Sends a request to another server whose origin is listed under `scripts.fetch`. Rejects with a {@link Problem}:
   * `forbidden` if the origin is not listed, `fetch_timeout`, `fetch_failed` … Follows redirects only with `redirect:
   * 'follow'`, within the listed origins. Bodies are text.
   */
  fetch(
    url: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string; redirect?: 'follow' | 'error' | 'manual' },
  ): Promise<Fetched>;
}
