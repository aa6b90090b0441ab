/**
 * Asks for a token if the node requires one. Dispatches 'open' (detail: the session, see session.js) when the page can
 * use the API: at first, and after each login; and 'close' when the session has ended.
 */
import { beginSession, endSession, findSession } from './session.js';
import { User } from './user.js';

const COOKIE_ROUNDING = 2_000; // a cookie lasts whole seconds, up to one less than its session

const $ = id => document.getElementById(id);

export class Login extends EventTarget {
  constructor() {
    super();
    Object.assign(this, { session: {}, opened: false });
    this.user = new User(() => this.check());
    $('login-form').addEventListener('submit', event => {
      event.preventDefault();
      this.#logIn();
    });
    $('renew').addEventListener('click', () => this.#ask('Log in again', ''));
    $('logout').addEventListener('click', () => this.#logOut());
  }

  /** Whether the node has not said yet if it requires a session. */
  get isUnknown() {
    return this.session.required === undefined;
  }

  /** Asks the node for the session: at the start, and when the node has closed the connection for want of one. */
  async check() {
    if (this.checking) return;
    this.checking = true;
    const before = this.session;
    const found = await findSession().catch(() => this.#assumed());
    this.checking = false;
    // Otherwise the user has logged in meanwhile.
    if (this.session === before) this.#use(found);
  }

  /** Takes from the node that the session ends in so many milliseconds. */
  expiring(inMs) {
    if (this.session.subject) this.#show({ ...this.session, end: Date.now() + inMs });
  }

  // The node does not answer. The page goes on, unless the session is over: the WebSocket comes back when the node
  // does, and is closed if there is no session.
  #assumed() {
    return this.session.end <= Date.now() ? { required: true } : this.session;
  }

  #use(found) {
    if (found.required && !found.subject) this.#ended(found);
    else if (!this.opened || found.subject !== this.session.subject) this.#begun(found);
    else this.#show(found);
  }

  #begun(session) {
    if (this.subject && this.subject !== session.subject) {
      location.reload(); // nothing that one user has seen is left for the next
      return;
    }
    this.opened = true;
    document.body.dataset.access = 'open';
    $('login').hidden = true;
    this.#show(session);
    this.#dispatch('open', session);
  }

  #ended(found) {
    const reason = this.#reason(found);
    this.opened = false;
    document.body.dataset.access = 'closed';
    this.#show({ required: true });
    this.#dispatch('close');
    this.#ask('Log in', reason);
  }

  #reason({ reason, refused }) {
    const { subject, end } = this.session;
    if (subject && end - COOKIE_ROUNDING <= Date.now()) return 'Your session has expired. Log in again to go on.';
    if (refused) return `You are logged out: ${reason}.`;
    return subject ? 'You are logged out: the browser has no session any more.' : '';
  }

  #show(session) {
    this.session = session;
    this.subject = session.subject ?? this.subject;
    this.user.show(session);
  }

  #ask(title, reason) {
    $('login-title').textContent = title;
    $('login-reason').textContent = reason;
    $('login-fault').textContent = '';
    $('login').hidden = false;
    $('token').focus();
  }

  async #logIn() {
    const token = $('token').value;
    $('login-form').reset(); // unlike an empty value, it does not show the field as wrong
    $('login-fault').textContent = '';
    $('login-button').disabled = true; // a second click would send nothing, and show that as the fault
    try {
      this.#begun(await beginSession(token));
      $('board').focus({ preventScroll: true });
    } catch (refusal) {
      $('login-fault').textContent = `Not logged in: ${refusal.message}`;
      $('token').focus();
    } finally {
      $('login-button').disabled = false;
    }
  }

  async #logOut() {
    try {
      await endSession();
      location.reload();
    } catch (refusal) {
      this.user.fault(`Still logged in: ${refusal.message}`);
    }
  }
  #dispatch(type, detail) {
    this.dispatchEvent(Object.assign(new Event(type), { detail }));
  }
}
