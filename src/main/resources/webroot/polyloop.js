/**
 * A client of Polyloop's live WebSocket. No dependencies; runs in browsers and in Node.
 *
 *   const client = new PolyloopClient('wss://example.org/api/v1/live');
 *   client.subscribe('chat', { after: '0' }, event => console.log(event.type, event));
 *   const { seq } = await client.publish('chat', { text: 'hi' });
 *
 * The handler of a subscription receives, in order, events with a `type`:
 *   message     topic, seq, at, data    each message once, without gaps
 *   subscribed  epoch, head, recovered  the subscription is registered; again after each reconnect
 *   reset       reason, from            messages after the position are not available; the topic continues with `from`
 *   skipped     from, to                messages left out, only with onSlow: 'skip'
 *   error       code, detail            the server refused the subscription
 *
 * The client dispatches 'state' (detail: 'connecting', 'open', 'waiting' or 'closed'), 'goaway', 'expiring' (the
 * credentials end in `inMs`) and 'error'. In the state 'waiting', `nextTry` is the time at which it connects, in
 * milliseconds of performance.now().
 */
import { Backoff } from './backoff.js';
import { Subscription } from './subscription.js';
import { Tokens } from './token.js';

export const PROTOCOL = 'polyloop.v1';

const POLICY_VIOLATION = 1008; // not allowed, such as a foreign origin: a reconnect does not help
const TOKEN_EXPIRED = 4401;
const LEAVING = 'journal_down'; // how a server that has sent goaway refuses a publish
const CONNECT_TIMEOUT = 10_000;
const PING_INTERVAL = 15_000;
const MAX_PENDING = 1_000;

export class PolyloopClient extends EventTarget {
  /**
   * @param url of /api/v1/live
   * @param options.token a function that returns the current token, or a promise of it, if the server requires one:
   *   called before each connection and before the token expires. If it returns a token that the server has refused,
   *   the client closes; connect() tries again
   * @param options.backoff the pauses between reconnects, see backoff.js
   * @param options.connectTimeout how long a connection can take to open, in milliseconds; then the client tries again
   * @param options.WebSocket, options.timers replacements for the globals, for tests
   */
  constructor(
    url,
    {
      token,
      backoff = new Backoff(),
      connectTimeout = CONNECT_TIMEOUT,
      WebSocket = globalThis.WebSocket,
      timers = globalThis,
    } = {},
  ) {
    super();
    Object.assign(this, { url, backoff, connectTimeout, WebSocket, timers, tokens: token && new Tokens(token) });
    this.subscriptions = new Map();
    this.publishing = new Map();
    this.nextId = 1;
    this.connect();
  }

  /** Follows a topic from `after`: a position, '0' for the oldest message kept, or undefined for new messages only. */
  subscribe(topic, options, handler) {
    if (this.subscriptions.has(topic)) throw new Error(`already subscribed to ${topic}`);
    const subscription = new Subscription(topic, options, handler);
    this.subscriptions.set(topic, subscription);
    this.#send(subscription.frame(this.nextId++));
  }

  /** Stops following a topic. */
  unsubscribe(topic) {
    const subscription = this.subscriptions.get(topic);
    this.subscriptions.delete(topic);
    if (subscription && !subscription.refused) this.#send({ op: 'unsubscribe', id: this.nextId++, topic });
  }

  /** Whether the server has asked this client to reconnect: messages published now wait for the next connection. */
  get leaving() {
    return this.goawayMs !== undefined;
  }

  /**
   * Publishes a message once, even if the connection is lost or the server asks the client to reconnect: the next
   * connection sends it, or repeats it with the same key. Resolves to {topic, epoch, seq} when the message is durable,
   * rejects with an Error that has {code, detail}.
   */
  publish(topic, data, key = randomKey()) {
    if (this.state === 'closed') return Promise.reject(failure('closed', 'the client is closed'));
    // Without a bound, a page that stays open offline collects messages until the tab crashes, and loses them all.
    if (this.publishing.size >= MAX_PENDING) return Promise.reject(failure('busy', 'too many messages are pending'));
    const frame = { op: 'publish', id: this.nextId++, topic, key, data };
    if (!this.leaving) this.#send(frame);
    return new Promise((resolve, reject) => this.publishing.set(frame.id, { frame, resolve, reject }));
  }

  /** The position of each topic, {topic: 'epoch:seq'}. Store it, and pass it as `after` in another session. */
  positions() {
    return Object.fromEntries([...this.subscriptions].map(([topic, { position }]) => [topic, position]));
  }

  /** Connects now, without waiting for the pause, instead of the connection that there is. */
  connect() {
    this.#abandon(1000);
    this.goawayMs = undefined;
    this.#setState('connecting');
    if (this.tokens) this.#connectWithToken();
    else this.#open();
  }

  // The token first: an open connection without one is closed after a few seconds.
  async #connectWithToken() {
    const attempt = (this.attempt = {});
    const fetched = await this.tokens.fetch().catch(() => 'none');
    if (this.attempt !== attempt) return;
    if (fetched === 'none') this.#reconnectLater();
    else if (fetched === 'refused') this.#giveUp(TOKEN_EXPIRED);
    else this.#open();
  }

  #open() {
    const socket = new this.WebSocket(this.url, PROTOCOL);
    this.socket = socket;
    // Ignore events of an abandoned socket: they would deliver the same messages twice.
    const current = listener => event => this.socket === socket && listener(event);
    socket.onopen = current(() => this.#opened());
    socket.onmessage = current(({ data }) => this.#received(JSON.parse(data)));
    socket.onclose = current(({ code }) => this.#closed(code));
    // In Node 20 no close follows. On an open connection a close does, with its code, or the ping finds out.
    socket.onerror = current(() => this.state === 'connecting' && this.#reconnect());
    // A proxy that accepts and never answers would keep the client here.
    this.timer = this.timers.setTimeout(() => this.#reconnect(), this.connectTimeout);
  }

  /**
   * Connects now, without waiting for the pause: for a page that notices that the server answers again. Has no effect
   * after a goaway, because the server then spreads its clients over time.
   */
  serverAvailable() {
    if (this.state === 'waiting' && !this.leaving) this.connect();
  }

  /** Closes the client. Rejects every publish that has no answer yet, because none will arrive. */
  close() {
    this.#abandon(1000);
    this.#setState('closed');
    this.publishing.forEach(({ reject }) => reject(failure('closed', 'the client was closed')));
    this.publishing.clear();
  }

  #opened() {
    this.timers.clearTimeout(this.timer);
    this.#setState('open');
    if (this.tokens) this.#send(this.tokens.frame(this.nextId++));
    this.subscriptions.forEach(subscription => this.#send(subscription.frame(this.nextId++)));
    this.publishing.forEach(({ frame }) => this.#send(frame));
    this.#ping();
  }

  // A connection can die without a close, as when a laptop sleeps: then no answer to the ping arrives.
  #ping() {
    this.silent = true;
    this.#send({ op: 'ping', id: this.nextId++ });
    this.timer = this.timers.setTimeout(() => (this.silent ? this.#reconnect() : this.#ping()), PING_INTERVAL);
  }

  // Has no effect before the connection is open: #opened sends every subscription and every publish without an answer.
  #send(frame) {
    if (this.state === 'open') this.socket.send(JSON.stringify(frame));
  }

  #received(frame) {
    this.silent = false;
    // Not in #opened: the client would reconnect without a pause to a server that accepts, refuses and closes.
    if (frame.op !== 'error') this.backoff.reset();
    this.tokens?.receive(frame);
    if (frame.op === 'published') this.#settle(frame.id, 'resolve', frame);
    else if (frame.op === 'goaway') this.#goaway(frame);
    else if (frame.op === 'expiring') this.#expiring(frame);
    else if (frame.op === 'error') this.#refused(frame);
    else if (this.subscriptions.get(frame.topic)?.receive(frame) === false) this.#reconnect();
  }

  // The server closes soon. It spreads its clients over time, so its pause replaces the back-off.
  #goaway(frame) {
    this.goawayMs = frame.reconnectAfterMs;
    this.#dispatch('goaway', frame);
  }

  async #expiring(frame) {
    this.#dispatch('expiring', frame);
    const { socket } = this;
    // Without another token the connection lasts as long as this one; the next connection asks again.
    const fetched = await this.tokens?.fetch().catch(() => 'none');
    if (fetched === 'new' && this.socket === socket) this.#send(this.tokens.frame(this.nextId++));
  }

  #refused(frame) {
    const subscription = [...this.subscriptions.values()].find(({ id }) => id === frame.id);
    // Sent before the goaway arrived, and received after it was sent: the next connection repeats it.
    if (this.leaving && frame.code === LEAVING && this.publishing.has(frame.id)) return;
    if (this.publishing.has(frame.id)) this.#settle(frame.id, 'reject', failure(frame.code, frame.detail));
    else if (subscription) subscription.refuse(frame);
    else this.#dispatch('error', frame);
  }

  #settle(id, how, result) {
    const waiting = this.publishing.get(id);
    this.publishing.delete(id);
    waiting?.[how](result);
  }

  #closed(code) {
    if (code === TOKEN_EXPIRED) this.tokens?.expire();
    if (code === POLICY_VIOLATION || (code === TOKEN_EXPIRED && !this.tokens)) this.#giveUp(code);
    else this.#reconnectLater();
  }

  #giveUp(code) {
    this.#dispatch('error', { code: `closed_${code}`, detail: 'the server does not accept this client' });
    this.close();
  }

  // Messages are missing, or the server does not answer. The journal has them: resume from the last position.
  #reconnect() {
    this.#abandon(4000);
    this.#reconnectLater();
  }

  #reconnectLater() {
    this.timers.clearTimeout(this.timer);
    const pause = this.goawayMs ?? this.backoff.next();
    this.nextTry = performance.now() + pause;
    this.#setState('waiting');
    this.timer = this.timers.setTimeout(() => this.connect(), pause);
  }

  #abandon(code) {
    this.timers.clearTimeout(this.timer);
    this.attempt = undefined;
    const socket = this.socket;
    this.socket = undefined;
    socket?.close(code);
  }

  #setState(state) {
    this.state = state;
    this.#dispatch('state', state);
  }

  #dispatch(type, detail) {
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
