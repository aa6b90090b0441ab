/**
 * The last messages, newest first. The list is bounded and drawn once per animation frame, so that thousands of
 * messages a second do not freeze the page.
 */
const LIMIT = 200;
const MAX_LENGTH = 2_000;
const ANNOUNCE_INTERVAL = 5_000;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

export class Feed {
  constructor(list, announcement, empty) {
    Object.assign(this, { list, announcement, empty, waiting: [], unannounced: 0, paused: false });
    // A screen reader that reads each message would never finish, so it announces their number.
    setInterval(() => this.#announce(), ANNOUNCE_INTERVAL);
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

  /** Pauses drawing, or resumes it with the messages that arrived meanwhile. Returns true if it is now paused. */
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
    if (this.unannounced > 0) this.announcement.textContent = `${this.unannounced} new ${messages}`;
    this.unannounced = 0;
  }
}

function row({ kind, seq, at, text }) {
  const item = document.createElement('li');
  item.className = kind;
  if (kind === 'message') item.append(part('span', 'seq', seq), time(at));
  item.append(part('code', 'data', text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)} …` : text));
  return item;
}

function time(at) {
  const element = part('time', 'at', clock.format(new Date(at)));
  element.dateTime = at;
  return element;
}

// As text, never as markup: a message could carry a script.
function part(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}
