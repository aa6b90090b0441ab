/**
 * Exponential back-off with jitter: the pause before the next try doubles each time, up to a limit. The random part
 * keeps a thousand clients of one lost server from reconnecting in the same instant.
 */
export class Backoff {
  constructor({ first = 500, limit = 30_000, random = Math.random } = {}) {
    this.first = first;
    this.limit = limit;
    this.random = random;
    this.reset();
  }

  /** The next pause in milliseconds: between half of the step and the whole step. */
  next() {
    const step = Math.min(this.limit, this.first * 2 ** this.tries++);
    return Math.round(step / 2 + (this.random() * step) / 2);
  }

  /** Call after a success: the next failure starts from the shortest pause again. */
  reset() {
    this.tries = 0;
  }
}
