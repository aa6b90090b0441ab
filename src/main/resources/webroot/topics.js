/** The table of topics: polls the server, and computes the rates from how far the heads moved. */
import { address } from './address.js';
import { Sparkline } from './sparkline.js';

const POLL_INTERVAL = 2_000;
const RETRY_INTERVAL = 5_000;
const MAX_ROWS = 50;
const MAX_PAGES = 5;
const TYPING_PAUSE = 200;

const numbers = new Intl.NumberFormat();
const rates = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export class Topics {
  /** @param onRecovery is called when the server answers again after a failure */
  constructor(body, names, note, choose, onRecovery) {
    Object.assign(this, { body, names, note, choose, onRecovery, rows: new Map(), prefix: '', answers: true });
    document.addEventListener('visibilitychange', () => document.hidden || this.poll());
  }

  /** The topics that are shown. */
  get shown() {
    return [...this.rows.keys()];
  }

  /** Marks the topic that is followed. */
  mark(topic) {
    this.marked = topic;
    this.rows.forEach((row, name) => row.mark(name === topic));
  }

  /** Shows only the topics whose name starts with `prefix`. */
  filter(prefix) {
    this.prefix = prefix;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.poll(), TYPING_PAUSE);
  }

  /** Polls until {@link stop}, which is when the user may not see topics any more. */
  start() {
    this.stopped = false;
    return this.poll();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Polls now and then periodically, except while the page is hidden. */
  async poll() {
    clearTimeout(this.timer);
    if (document.hidden || this.stopped) return;
    const answered = await this.#request();
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => this.poll(), answered ? POLL_INTERVAL : RETRY_INTERVAL);
    if (answered && !this.answers) this.onRecovery();
    this.answers = answered;
  }

  async #request() {
    try {
      const prefix = this.prefix;
      const { topics, next } = await list(prefix);
      if (prefix === this.prefix) this.#show(topics, next !== undefined);
      return true;
    } catch (fault) {
      this.note.textContent = `Cannot load the topics (${fault.message}).`;
      return false;
    }
  }

  #show(topics, more) {
    const now = performance.now();
    const rows = topics.map(state => this.#row(state.topic).show(state, now));
    this.rows = new Map(rows.map(row => [row.topic, row]));
    // Only if the set has changed: replacing a row removes the keyboard focus from it.
    const elements = rows.map(({ element }) => element);
    if (elements.some((element, i) => element !== this.body.children[i]) || this.body.children.length > rows.length) {
      this.body.replaceChildren(...elements);
      this.names.replaceChildren(...topics.map(({ topic }) => new Option(topic, topic)));
    }
    this.note.textContent = this.#summary(topics.length, more);
  }

  #summary(shown, more) {
    if (more && shown === 0) return 'Too many topics to look through. Enter a prefix to find yours.';
    if (more) return `Showing the first ${shown} topics. Enter a prefix to find others.`;
    if (shown > 0) return '';
    return this.prefix ? `No topic starts with ${this.prefix}.` : 'No topics yet. The first message creates one.';
  }

  #row(topic) {
    const row = this.rows.get(topic) ?? new Row(topic, this.choose);
    row.mark(topic === this.marked);
    return row;
  }
}

class Row {
  constructor(topic, choose) {
    this.topic = topic;
    this.element = document.createElement('tr');
    this.button = document.createElement('button');
    this.button.className = 'link';
    this.button.textContent = topic;
    this.button.addEventListener('click', () => choose(topic));
    const name = document.createElement('th');
    name.scope = 'row';
    name.append(this.button);
    this.spark = new Sparkline();
    this.cells = ['number', 'number', 'number', ''].map(className => Object.assign(cell(), { className }));
    this.cells[3].append(this.spark.element);
    this.element.append(name, ...this.cells);
  }

  mark(followed) {
    this.element.classList.toggle('followed', followed);
    this.button.setAttribute('aria-pressed', String(followed));
  }

  show({ head, subscribers }, now) {
    const rate = this.#rate(head, now);
    if (rate !== undefined) this.spark.add(rate);
    const texts = [numbers.format(head), numbers.format(subscribers), rate === undefined ? '' : rates.format(rate)];
    texts.forEach((text, i) => {
      this.cells[i].textContent = text;
    });
    return this;
  }

  // Undefined the first time: there is no earlier head to compare with.
  #rate(head, now) {
    const rate = ((head - this.head) * 1_000) / (now - this.readAt);
    Object.assign(this, { head, readAt: now });
    return Number.isNaN(rate) ? undefined : Math.max(0, rate);
  }
}

// A page can be short, even empty, although others follow.
async function list(prefix) {
  const topics = [];
  let next;
  for (let page = 0; page < MAX_PAGES && topics.length < MAX_ROWS && (page === 0 || next); page++) {
    const query = new URLSearchParams({
      limit: MAX_ROWS - topics.length,
      ...(prefix && { prefix }),
      ...(next && { cursor: next }),
    });
    const answer = await read(
      await fetch(address(`api/v1/topics?${query}`), { signal: AbortSignal.timeout(5_000) }),
    );
    topics.push(...answer.topics);
    next = answer.next;
  }
  return { topics, next };
}

// A proxy answers for a node that is down, and its body is not JSON.
async function read(answer) {
  const status = `HTTP ${answer.status}`;
  const body = await answer.json().catch(() => ({ detail: status }));
  if (!answer.ok || !body.topics) throw new Error(body.detail ?? status);
  return body;
}

function cell() {
  return document.createElement('td');
}
