/**
 * How long to wait before the next try: twice as long each time, up to a limit, and a random part of that, so that a
 * thousand clients of one lost server do not come back in the same instant.
 */
export class Backoff {
  constructor({ first = 500, limit = 30_000, random = Math.random } = {}) {
    this.first = first;
    this.limit = limit;
    this.random = random;
    this.reset();
  }

  /** The next pause in milliseconds: between half and all of the step. */
  next() {
    const step = Math.min(this.limit, this.first * 2 ** this.tries++);
    return Math.round(step / 2 + (this.random() * step) / 2);
  }

  /** It worked: the next failure starts from the shortest pause again. */
  reset() {
    this.tries = 0;
  }
}
