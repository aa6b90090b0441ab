/**
 * The session of the user, as a cookie that no script can read. A node with `auth.mode: token` gives one in exchange
 * for a token or a service key. In other modes it has no sessions, and a page needs none.
 *
 * Each function resolves to {required, subject, end, reason, refused}: whether the node requires a session, whose
 * session it is until when (by the clock of the browser), or else why there is none, and whether the node has refused
 * the session of the browser. Each rejects with an Error that has a message for the user.
 */
import { address } from './address.js';

const TIMEOUT = 10_000;
const TOKEN = /^[\x21-\x7e]+$/;

/** The session of this browser. */
export async function findSession() {
  const answer = await request('GET');
  if (answer.status === 404) return { required: false };
  if (answer.status !== 401) return read(answer);
  const refused = (answer.headers.get('WWW-Authenticate') ?? '').includes('invalid_token');
  return { required: true, reason: await detail(answer), refused };
}

/** Begins a session. The token is sent once, in a header, and not kept. */
export async function beginSession(text) {
  const token = text.trim().replace(/^Bearer\s+/i, '');
  if (!TOKEN.test(token)) throw new Error('A token is one line of letters, digits and signs, without spaces.');
  return read(await request('POST', { Authorization: `Bearer ${token}` }));
}

/** Ends the session on every node. */
export async function endSession() {
  const answer = await request('DELETE');
  // 401: it had ended before.
  if (!answer.ok && answer.status !== 401) throw new Error(await detail(answer));
  return { required: true };
}

async function request(method, headers) {
  try {
    return await fetch(address('api/v1/session'), { method, headers, signal: AbortSignal.timeout(TIMEOUT) });
  } catch {
    // The fault itself could quote the header.
    throw new Error('The server does not answer. Try again later.');
  }
}

async function read(answer) {
  if (!answer.ok) throw new Error(await detail(answer));
  const { subject, expiresAt } = await answer.json().catch(() => ({}));
  if (!subject) throw new Error(`The answer of the server is not a session (HTTP ${answer.status}).`);
  // From the clock of the server: that of the browser can be wrong by more than the session lasts.
  const now = Date.parse(answer.headers.get('Date')) || Date.now();
  return { required: true, subject, end: Date.now() + Date.parse(expiresAt) - now };
}

// A proxy answers for a node that is down, and its body is not JSON.
async function detail(answer) {
  const problem = await answer.json().catch(() => ({}));
  return problem.detail ?? `HTTP ${answer.status}`;
}
