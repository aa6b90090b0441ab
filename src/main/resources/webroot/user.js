/** Shows who is logged in and until when, and warns before the session ends. */
const NOTICE = 60_000;
const TICK = 1_000;
const DAY = 86_400_000;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const $ = id => document.getElementById(id);

export class User {
  /** @param onEnd is called each second from the end of the session on, until another one is shown */
  constructor(onEnd) {
    this.onEnd = onEnd;
    // Not one timer for the end: it stops while the computer sleeps, and a delay of weeks overflows.
    setInterval(() => this.#tick(), TICK);
  }

  /** Shows the user of this session; without a subject there is none. */
  show({ subject, end }) {
    this.end = end;
    $('user').hidden = !subject;
    $('subject').textContent = subject ?? '';
    $('user-fault').textContent = '';
    this.#tick();
  }

  /** Shows why a logout has failed. */
  fault(text) {
    $('user-fault').textContent = text;
  }

  #tick() {
    const remaining = this.end === undefined ? Infinity : this.end - Date.now();
    set($('until'), this.end === undefined ? '' : (remaining < DAY ? clock : calendar).format(this.end));
    set($('ending-text'), remaining <= NOTICE ? `Your session ends at ${clock.format(this.end)}.` : '');
    $('ending').hidden = remaining > NOTICE;
    if (remaining <= 0) this.onEnd();
  }
}

// A screen reader reads what is set, also if it is the same.
function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
