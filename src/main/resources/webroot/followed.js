/** The topic that the page follows: shows its messages, and what happens to its subscription, in the feed. */
import { explain } from './refusal.js';

export class Followed {
  /** @param onMove is called with the position, or an empty text, after each event */
  constructor(client, feed, onMove) {
    Object.assign(this, { client, feed, onMove });
  }

  /** Follows another topic, from its oldest message on. */
  follow(topic) {
    if (this.topic) this.client.unsubscribe(this.topic);
    this.topic = topic;
    this.newOnly = false;
    this.feed.clear();
    this.#subscribe('0');
  }

  #subscribe(after) {
    this.client.subscribe(this.topic, { after, onSlow: 'skip' }, event => this.#show(event));
  }

  #show(event) {
    const { feed } = this;
    if (event.type === 'message') feed.message(event);
    else if (event.type === 'reset') feed.notice(`Reset (${event.reason}): continuing with message ${event.from}`);
    else if (event.type === 'skipped') feed.notice(`Skipped ${event.from} to ${event.to}: this page reads too slowly`);
    else if (event.type === 'error') this.#refused(event);
    else this.#subscribed(event);
    this.onMove(this.client.positions()[this.topic] ?? '');
  }

  #subscribed({ recovered }) {
    if (this.newOnly) this.feed.notice('Only new messages: you may not read the history of this topic');
    else if (!recovered) this.feed.notice('Messages are missing before the next one');
    this.newOnly = false;
  }

  // Perhaps only the history is forbidden, which a position asks for, also after a reconnect.
  #refused(refusal) {
    if (refusal.code !== 'forbidden' || this.newOnly) {
      this.feed.notice(explain(refusal, `follow ${this.topic}`), 'bad');
      return;
    }
    this.newOnly = true;
    this.client.unsubscribe(this.topic);
    this.#subscribe(undefined);
  }
}
