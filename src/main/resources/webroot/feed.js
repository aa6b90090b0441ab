/**
 * The last messages, newest first. Drawn once a frame of the screen and bounded: whatever arrives in between costs
 * a place in a list, so that thousands a second do not stop the page.
 */
const LIMIT = 200;
const LONGEST = 2_000;
const ANNOUNCE = 5_000;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

export class Feed {
  constructor(list, news, empty) {
    Object.assign(this, { list, news, empty, waiting: [], unannounced: 0, paused: false });
    // A list that speaks each message would never let a screen reader finish: it tells how many came.
    setInterval(() => this.#announce(), ANNOUNCE);
  }

  message({ seq, at, data }) {
    this.unannounced++;
    this.#add({ kind: 'message', seq, at, text: JSON.stringify(data) });
  }

  notice(text, kind = 'notice') {
    this.#add({ kind, text });
  }

  clear() {
    this.waiting = [];
    this.unannounced = 0;
    this.list.replaceChildren();
    this.empty.hidden = false;
  }

  /** Stops drawing, or goes on with what came meanwhile; true if it is paused now. */
  togglePause() {
    this.paused = !this.paused;
    this.#schedule();
    return this.paused;
  }

  #add(entry) {
    this.waiting.push(entry);
    if (this.waiting.length > LIMIT) this.waiting.shift();
    this.#schedule();
  }

  #schedule() {
    if (this.paused || this.scheduled || this.waiting.length === 0) return;
    this.scheduled = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.scheduled = undefined;
    if (this.paused) return;
    this.list.prepend(...this.waiting.reverse().map(row));
    this.waiting = [];
    this.empty.hidden = true;
    while (this.list.childElementCount > LIMIT) this.list.lastElementChild.remove();
  }

  #announce() {
    const messages = this.unannounced === 1 ? 'message' : 'messages';
    if (this.unannounced > 0) this.news.textContent = `${this.unannounced} new ${messages}`;
    this.unannounced = 0;
  }
}

function row({ kind, seq, at, text }) {
  const item = document.createElement('li');
  item.className = kind;
  if (kind === 'message') item.append(part('span', 'seq', seq), time(at));
  item.append(part('code', 'data', text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text));
  return item;
}

function time(at) {
  const element = part('time', 'at', clock.format(new Date(at)));
  element.dateTime = at;
  return element;
}

// Always as text: what anyone published must never become markup here.
function part(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}
