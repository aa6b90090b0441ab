/** One topic that a client follows: keeps the position, and delivers messages in order, without gaps or duplicates. */
export class Subscription {
  constructor(topic, { after, onSlow } = {}, handler) {
    this.topic = topic;
    this.position = after;
    this.onSlow = onSlow;
    this.handler = handler;
    // '0' is the oldest message kept, which may have any seq: the first message sets the position.
    const [epoch, seq] = after?.includes(':') ? after.split(':') : [];
    this.epoch = epoch;
    this.seq = seq === undefined ? undefined : Number(seq);
  }

  /** The subscribe frame that resumes after the current position. */
  frame(id) {
    this.id = id;
    // Until the answer arrives, messages belong to an earlier subscription of this topic. Counted for this one, the
    // first of them would hide every message before it.
    this.registered = false;
    this.refused = false;
    return { op: 'subscribe', id, topic: this.topic, after: this.position, onSlow: this.onSlow };
  }

  /** Delivers a frame of this topic. Returns false, without delivering it, if messages are missing before it. */
  receive(frame) {
    switch (frame.op) {
      case 'subscribed':
        return frame.id !== this.id || this.#subscribed(frame);
      case 'message':
        return !this.registered || this.#next(frame.seq, frame.seq, frame);
      case 'skipped':
        return !this.registered || this.#next(frame.from, frame.to, frame);
      case 'reset':
        return this.#moveTo(frame.from - 1, frame);
      case 'unsubscribed':
        // Without an id it answers no frame of this client.
        if (frame.id === undefined) this.refuse({ code: 'forbidden', detail: 'the new token does not allow it' });
        return true;
      default:
        return true;
    }
  }

  /** Delivers the error that the server has answered instead: there is nothing to unsubscribe from. */
  refuse(frame) {
    this.refused = true;
    this.handler({ ...frame, type: 'error' });
  }

  #subscribed(frame) {
    this.registered = true;
    this.epoch = frame.epoch;
    // The history is not available, so the next message can have any seq.
    if (!frame.recovered) this.seq = undefined;
    // Without `after` the head is the position at once: a connection lost before the first message then loses none.
    if (this.position === undefined) this.#setPosition(frame.head);
    this.handler({ ...frame, type: 'subscribed' });
    return true;
  }

  #next(from, to, frame) {
    if (this.seq === undefined || from === this.seq + 1) return this.#moveTo(to, frame);
    if (from > this.seq) return false;
    return to <= this.seq || this.#moveTo(to, frame);
  }

  #moveTo(seq, frame) {
    this.#setPosition(seq);
    this.handler({ ...frame, type: frame.op });
    return true;
  }

  #setPosition(seq) {
    this.seq = seq;
    if (this.epoch !== undefined) this.position = `${this.epoch}:${seq}`;
  }
}
