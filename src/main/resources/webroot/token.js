/**
 * The tokens of a client. A token that the server has refused is not sent again: a client that reconnects with it for
 * hours would look like an attack, and hide from the page that it needs another one.
 */
export class Tokens {
  /** @param source a function that returns the current token, or a promise of it */
  constructor(source) {
    this.source = source;
    this.id = null;
  }

  /** Gets the current token. Resolves to 'new', 'same' as the one before, or 'refused'. */
  async fetch() {
    const before = this.current;
    this.current = await this.source();
    if (this.current === this.refused) return 'refused';
    return this.current === before ? 'same' : 'new';
  }

  /** The frame that sends the token. */
  frame(id) {
    Object.assign(this, { id, answered: false });
    return { op: 'auth', id, token: this.current };
  }

  /** Takes note of a frame of the server: the answer to the token can be one. */
  receive({ id }) {
    if (id === this.id) this.answered = true;
  }

  /** The server has closed the connection for want of a token. Without an answer, the token came too late to count. */
  expire() {
    if (this.answered) this.refused = this.current;
  }
}
