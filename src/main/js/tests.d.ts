// What a test of a script sees, for editors: the globals of files such as `orders.test.js`. docs/testing.md explains them.
import type { Bus, Context, Http, Log, Message, Timers, Topics, User } from './index';

type Expected = RegExp | (new (...values: any[]) => Error) | ((error: any) => boolean) | Record<string, unknown>;

interface Assert {
  /** Fails unless the value is truthy, as `ok`. */
  (value: unknown, message?: string): void;
  ok(value: unknown, message?: string): void;
  /** `Object.is`. */
  equal(actual: unknown, expected: unknown, message?: string): void;
  notEqual(actual: unknown, other: unknown, message?: string): void;
  /** Objects, arrays, Maps, Sets and Dates by their content. */
  deepEqual(actual: unknown, expected: unknown, message?: string): void;
  notDeepEqual(actual: unknown, other: unknown, message?: string): void;
  match(text: string, pattern: RegExp, message?: string): void;
  /** `expected`: a pattern of the message, a class, a function that returns true, or properties, such as `{code: 'conflict'}`. */
  throws(call: () => unknown, expected?: Expected, message?: string): void;
  rejects(promise: Promise<unknown> | (() => Promise<unknown>), expected?: Expected, message?: string): Promise<void>;
  fail(message?: string): never;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, any>>;
  readonly body: any;
}

interface Stubs {
  config?: Record<string, unknown>;
  /** Answers of addresses, such as `{'prices.get': (body) => ({price: 3})}`. */
  bus?: Record<string, (body: any) => unknown>;
  /** Answers requests to other servers; `body` of the answer can be any JSON. */
  fetch?: (request: { url: string; method: string; headers: Record<string, string>; body?: string }) => unknown;
  /** The rows of a query, or the number of changed rows. Without it: none, and one. */
  sql?: (sql: string, parameters: any[]) => unknown;
  /** Called before a commit is recorded: what it throws refuses the commit. */
  commit?: (unit: { sql: any[]; append: any[] }) => unknown;
}

/** A context without a node, which records what the script does. */
interface MockContext extends Context {
  readonly bus: Bus & {
    /** What the script's consumer of this address answers. */
    call(address: string, body?: unknown, headers?: Record<string, string>): Promise<any>;
    readonly sent: { kind: 'request' | 'send' | 'publish'; address: string; body: any; headers: Record<string, string> }[];
  };
  readonly topics: Topics & { readonly appended: { topic: string; data: any; key?: string; as?: User | null }[] };
  readonly http: Http & {
    /** Calls the script's route. A refusal with a code of the catalogue is the answer that a client gets. */
    call(
      method: string,
      path: string,
      request?: { body?: unknown; query?: Record<string, unknown>; headers?: Record<string, string>; user?: User | null },
    ): Promise<Answer>;
  };
  readonly timers: Timers & {
    /** Lets this many milliseconds pass: calls the timers that are due, in order, and waits for each. */
    advance(milliseconds: number): Promise<void>;
  };
  readonly log: Log & { readonly lines: { level: 'info' | 'warn' | 'error'; text: string }[] };
  readonly fetch: Context['fetch'] & { readonly requests: any[] };
  /** Gives a message to the script's handlers of its topic, and waits for them. */
  deliver(topic: string, data: unknown): Promise<Message>;
}

interface TestRequest {
  body?: unknown;
  query?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** A node on SQLite in a temporary folder. It ends with the test. */
interface ScriptNode {
  get(path: string, request?: TestRequest): Promise<Answer>;
  post(path: string, request?: TestRequest): Promise<Answer>;
  put(path: string, request?: TestRequest): Promise<Answer>;
  patch(path: string, request?: TestRequest): Promise<Answer>;
  delete(path: string, request?: TestRequest): Promise<Answer>;
  append(topic: string, data: unknown, options?: { key?: string }): Promise<{ topic: string; epoch: string; seq: number; at: string }>;
  read(topic: string, options?: { after?: string; limit?: number }): Promise<{ head: number; messages: Message[] }>;
  /** Sends a request over the event bus of the node. */
  request(address: string, body?: unknown): Promise<any>;
  /** Rows of the tables. */
  query(sql: string, parameters?: unknown[]): Promise<Record<string, any>[]>;
  /** Resolves once no later message can be missed; `next` waits for a message. */
  subscribe(topic: string, options?: { after?: string }): Promise<{ next(): Promise<Message> }>;
  /** Stops it and starts it on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

declare global {
  function test(name: string, body: () => unknown): void;
  function beforeEach(body: () => unknown): void;
  const assert: Assert;
  function mockContext(stubs?: Stubs): MockContext;
  function startNode(script: string, options?: { config?: Record<string, unknown>; settings?: Record<string, unknown> }): Promise<ScriptNode>;
  function startNode(options: { verticles: { name: string; config?: unknown }[]; settings?: Record<string, unknown> }): Promise<ScriptNode>;
}
