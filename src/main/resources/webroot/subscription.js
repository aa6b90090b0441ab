/** One topic as one client follows it: knows its place, and hands on every message once and in order. */
export class Subscription {
  constructor(topic, { after, onSlow } = {}, handler) {
    this.topic = topic;
    this.position = after;
    this.onSlow = onSlow;
    this.handler = handler;
    // '0' is the oldest kept, which need not be seq 1: the first message, whatever its number, sets the place.
    const [epoch, seq] = after?.includes(':') ? after.split(':') : [];
    this.epoch = epoch;
    this.seq = seq === undefined ? undefined : Number(seq);
  }

  /** The frame that asks for everything after the place reached. */
  ask(id) {
    this.id = id;
    // Until it is answered, what comes belongs to an earlier subscription of this topic: taken as the start of this
    // one it would hide everything before it.
    this.registered = false;
    return { op: 'subscribe', id, topic: this.topic, after: this.position, onSlow: this.onSlow };
  }

  /** Takes a frame of this topic; false if messages are missing before it, which then is not handed on. */
  take(frame) {
    switch (frame.op) {
      case 'subscribed':
        return frame.id !== this.id || this.#subscribed(frame);
      case 'message':
        return !this.registered || this.#next(frame.seq, frame.seq, frame);
      case 'skipped':
        return !this.registered || this.#next(frame.from, frame.to, frame);
      case 'reset':
        return this.#moveTo(frame.from - 1, frame);
      default:
        return true;
    }
  }

  #subscribed(frame) {
    this.registered = true;
    this.epoch = frame.epoch;
    // The history asked for is gone, so there is no number that the next message has to have.
    if (!frame.recovered) this.seq = undefined;
    // "From now on" becomes a place at once: a connection lost before the first message then loses nothing.
    if (this.position === undefined) this.#standAt(frame.head);
    this.handler({ ...frame, type: 'subscribed' });
    return true;
  }

  #next(from, to, frame) {
    if (this.seq === undefined || from === this.seq + 1) return this.#moveTo(to, frame);
    if (from > this.seq) return false;
    return to <= this.seq || this.#moveTo(to, frame);
  }

  #moveTo(seq, frame) {
    this.#standAt(seq);
    this.handler({ ...frame, type: frame.op });
    return true;
  }

  #standAt(seq) {
    this.seq = seq;
    if (this.epoch !== undefined) this.position = `${this.epoch}:${seq}`;
  }
}
