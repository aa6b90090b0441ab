/**
 * A client of Polyloop's live WebSocket. No dependencies; runs in browsers and in Node.
 *
 *   const client = new PolyloopClient('wss://example.org/api/v1/live');
 *   client.subscribe('hello', { after: '0' }, event => console.log(event.type, event));
 *   const { seq } = await client.publish('hello', { text: 'hi' });
 *
 * A subscription's handler is given, in order, events with a `type`:
 *   message     topic, seq, at, data    each message once, never one after a hole
 *   subscribed  epoch, head, recovered  registered, and again after each reconnect
 *   reset       reason, from            the history asked for is not there: what is kept starts at `from`
 *   skipped     from, to                left out, only with onSlow: 'skip'
 *   error       code, detail            the server refused the subscription
 *
 * The client itself dispatches 'state' (detail: 'connecting', 'open', 'waiting' or 'closed'), 'goaway' and 'error'. While
 * it is 'waiting', `nextTry` is when it connects, in the milliseconds of performance.now().
 */
import { Backoff } from './backoff.js';
import { Subscription } from './subscription.js';

export const PROTOCOL = 'polyloop.v1';

const FORBIDDEN = 1008; // a bad origin, or no right to be here: coming back does not cure it
const TOKEN_EXPIRED = 4401;
const HEARTBEAT = 15_000;
const MAX_PUBLISHING = 1_000;

export class PolyloopClient extends EventTarget {
  /**
   * @param url of /api/v1/live
   * @param options.token a function that gives the current token, if the server wants one
   * @param options.backoff when to come back, see backoff.js
   * @param options.WebSocket, options.timers what to use instead of the global ones
   */
  constructor(url, { token, backoff = new Backoff(), WebSocket = globalThis.WebSocket, timers = globalThis } = {}) {
    super();
    Object.assign(this, { url, token, backoff, WebSocket, timers });
    this.subscriptions = new Map();
    this.publishing = new Map();
    this.nextId = 1;
    this.connect();
  }

  /** Follows a topic from `after`: a position, '0' for the oldest kept, or nothing for "from now on". */
  subscribe(topic, options, handler) {
    if (this.subscriptions.has(topic)) throw new Error(`already subscribed to ${topic}`);
    const subscription = new Subscription(topic, options, handler);
    this.subscriptions.set(topic, subscription);
    this.#send(subscription.ask(this.nextId++));
  }

  /** Stops following a topic. */
  unsubscribe(topic) {
    if (this.subscriptions.delete(topic)) this.#send({ op: 'unsubscribe', id: this.nextId++, topic });
  }

  /**
   * Publishes once, whatever happens to the connection: after a reconnect it is sent again with the same key.
   * Resolves to {topic, epoch, seq} when the message is durable, rejects with an Error that has {code, detail}.
   */
  publish(topic, data, key = randomKey()) {
    if (this.state === 'closed') return Promise.reject(failure('closed', 'the client is closed'));
    // Without a bound, a page left open offline would collect messages until the tab dies, and lose them all.
    if (this.publishing.size >= MAX_PUBLISHING) return Promise.reject(failure('busy', 'too many wait to be sent'));
    const frame = { op: 'publish', id: this.nextId++, topic, key, data };
    this.#send(frame);
    return new Promise((resolve, reject) => this.publishing.set(frame.id, { frame, resolve, reject }));
  }

  /** Where each topic stands, {topic: 'epoch:seq'}: keep it, and pass it as `after` in another session. */
  positions() {
    return Object.fromEntries([...this.subscriptions].map(([topic, { position }]) => [topic, position]));
  }

  /** Connects now instead of after the pause. */
  connect() {
    this.timers.clearTimeout(this.timer);
    const socket = new this.WebSocket(this.url, PROTOCOL);
    this.socket = socket;
    this.goawayMs = undefined;
    this.#become('connecting');
    // What an abandoned socket still says is not listened to: it would be a second source of the same messages.
    const current = listener => event => this.socket === socket && listener(event);
    socket.onopen = current(() => this.#opened());
    socket.onmessage = current(({ data }) => this.#received(JSON.parse(data)));
    socket.onclose = current(({ code }) => this.#lost(code));
  }

  /**
   * Connects now instead of after the pause: for a page that sees the server answer again. Not after a goaway, as then
   * the server spreads its clients over time.
   */
  serverIsBack() {
    if (this.state === 'waiting' && this.goawayMs === undefined) this.connect();
  }

  /** Leaves for good. What was not yet confirmed is rejected: nobody will ask for its answer any more. */
  close() {
    this.#abandon(1000);
    this.#become('closed');
    this.publishing.forEach(({ reject }) => reject(failure('closed', 'the client was closed')));
    this.publishing.clear();
  }

  #opened() {
    this.#become('open');
    if (this.token) this.#send({ op: 'auth', token: this.token() });
    this.subscriptions.forEach(subscription => this.#send(subscription.ask(this.nextId++)));
    this.publishing.forEach(({ frame }) => this.#send(frame));
    this.#beat();
  }

  // A connection can die without a word, as when a laptop sleeps: then nothing answers this ping.
  #beat() {
    this.silent = true;
    this.#send({ op: 'ping', id: this.nextId++ });
    this.timer = this.timers.setTimeout(() => (this.silent ? this.#restart() : this.#beat()), HEARTBEAT);
  }

  // Before the connection is open this does nothing: opening sends all that is asked for and not yet answered.
  #send(frame) {
    if (this.state === 'open') this.socket.send(JSON.stringify(frame));
  }

  #received(frame) {
    this.silent = false;
    // Not when it opens: a server that accepts and closes at once would otherwise be asked again without a pause.
    this.backoff.reset();
    if (frame.op === 'published') this.#settle(frame.id, 'resolve', frame);
    else if (frame.op === 'goaway') this.#goaway(frame);
    else if (frame.op === 'error') this.#refused(frame);
    else if (this.subscriptions.get(frame.topic)?.take(frame) === false) this.#restart();
  }

  // The server is about to close. It spreads its clients over time, and knows better than the back-off when.
  #goaway(frame) {
    this.goawayMs = frame.reconnectAfterMs;
    this.#tell('goaway', frame);
  }

  #refused(frame) {
    const subscription = [...this.subscriptions.values()].find(({ id }) => id === frame.id);
    if (this.publishing.has(frame.id)) this.#settle(frame.id, 'reject', failure(frame.code, frame.detail));
    else if (subscription) subscription.handler({ ...frame, type: 'error' });
    else this.#tell('error', frame);
  }

  #settle(id, how, result) {
    const waiting = this.publishing.get(id);
    this.publishing.delete(id);
    waiting?.[how](result);
  }

  #lost(code) {
    if (code === FORBIDDEN || (code === TOKEN_EXPIRED && !this.token)) {
      this.#tell('error', { code: `closed_${code}`, detail: 'the server does not let this client in' });
      this.close();
    } else {
      this.#comeBack();
    }
  }

  // Messages are missing, or nobody answers. The journal has them: ask again from the last position.
  #restart() {
    this.#abandon(4000);
    this.#comeBack();
  }

  #comeBack() {
    this.timers.clearTimeout(this.timer);
    const pause = this.goawayMs ?? this.backoff.next();
    this.nextTry = performance.now() + pause;
    this.#become('waiting');
    this.timer = this.timers.setTimeout(() => this.connect(), pause);
  }

  #abandon(code) {
    this.timers.clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = undefined;
    socket?.close(code);
  }

  #become(state) {
    this.state = state;
    this.#tell('state', state);
  }

  #tell(type, detail) {
    this.dispatchEvent(Object.assign(new Event(type), { detail }));
  }
}

function failure(code, detail) {
  return Object.assign(new Error(`${code}: ${detail}`), { code, detail });
}

// Not crypto.randomUUID(): browsers have that on https and localhost only.
function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
