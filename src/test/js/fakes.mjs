/** A WebSocket that a test opens, answers and closes. */
export class FakeSocket {
  static all = [];

  constructor(url, protocol) {
    Object.assign(this, { url, protocol, sent: [] });
    FakeSocket.all.push(this);
  }

  static get last() {
    return FakeSocket.all.at(-1);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close(code) {
    this.closedWith = code;
  }

  open() {
    this.onopen({});
    return this;
  }

  receive(...frames) {
    frames.forEach(frame => this.onmessage({ data: JSON.stringify(frame) }));
    return this;
  }

  /** Answers the last subscribe frame. */
  accept(more = {}) {
    const { id, topic } = this.frames('subscribe').at(-1);
    return this.receive({ op: 'subscribed', id, topic, epoch: 'epoch001', head: 0, recovered: true, ...more });
  }

  messages(...seqs) {
    return this.receive(...seqs.map(seq => ({ op: 'message', topic: 't', seq, at: '', data: seq })));
  }

  drop(code = 1006) {
    this.onclose({ code });
  }

  /** A failure without a close, as in Node 20. */
  fail() {
    this.onerror({});
    return this;
  }

  frames(op) {
    return this.sent.filter(frame => frame.op === op);
  }
}

/** Timers that run when the test calls run(). */
export class FakeTimers {
  waiting = new Map();
  next = 1;

  setTimeout = (work, ms) => {
    this.waiting.set(this.next, { work, ms });
    return this.next++;
  };

  clearTimeout = id => this.waiting.delete(id);

  /** The pauses of the timers that are set, in milliseconds. */
  get pauses() {
    return [...this.waiting.values()].map(({ ms }) => ms);
  }

  run() {
    const due = [...this.waiting.values()];
    this.waiting.clear();
    due.forEach(({ work }) => work());
  }
}
