import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { beginSession, endSession, findSession } from '../../main/resources/webroot/session.js';

let requests;

beforeEach(() => {
  globalThis.document = { baseURI: 'http://server/path/' };
  requests = [];
});

function answer(status, body, headers = {}) {
  globalThis.fetch = async (url, { method, headers: sent }) => {
    requests.push({ url, method, sent });
    return new Response(body && JSON.stringify(body), { status, headers });
  };
}

const begun = { subject: 'ada', expiresAt: '2026-01-01T01:00:00.000Z' };

test('a node without sessions requires none', async () => {
  answer(404, { detail: 'no route' });
  assert.deepEqual(await findSession(), { required: false });
});

test('a node that requires a session says why there is none', async () => {
  answer(401, { detail: 'there is no session' }, { 'WWW-Authenticate': 'Bearer realm="x"' });
  assert.deepEqual(await findSession(), { required: true, reason: 'there is no session', refused: false });
  answer(401, { detail: 'revoked' }, { 'WWW-Authenticate': 'Bearer realm="x", error="invalid_token"' });
  assert.deepEqual(await findSession(), { required: true, reason: 'revoked', refused: true });
});

test('a session ends by the clock of the server', async () => {
  answer(200, begun, { Date: 'Thu, 01 Jan 2026 00:59:00 GMT' });
  const { required, subject, end } = await findSession();
  assert.deepEqual({ required, subject }, { required: true, subject: 'ada' });
  assert.ok(Math.abs(end - Date.now() - 60_000) < 5_000, `${end}`);
});

test('a token is sent in a header alone, without what was pasted around it', async () => {
  answer(201, begun);
  assert.equal((await beginSession(' Bearer e30.e30.c2ln\n')).subject, 'ada');
  assert.deepEqual(requests, [
    { url: 'http://server/path/api/v1/session', method: 'POST', sent: { Authorization: 'Bearer e30.e30.c2ln' } },
  ]);
});

test('a text that cannot be a token is not sent', async () => {
  answer(201, begun);
  for (const text of ['', 'two words', 'tokén']) await assert.rejects(beginSession(text), /one line/);
  assert.deepEqual(requests, []);
});

test('a refused token is shown by the detail of the node', async () => {
  answer(401, { detail: 'the token has expired' });
  await assert.rejects(beginSession('t'), { message: 'the token has expired' });
});

test('an answer that is no session is not taken for one', async () => {
  answer(200, {});
  await assert.rejects(findSession(), /not a session \(HTTP 200\)/);
  answer(502);
  await assert.rejects(findSession(), { message: 'HTTP 502' });
});

test('a fault of the network does not quote the token', async () => {
  globalThis.fetch = async () => {
    throw new TypeError('invalid header value: Bearer secret');
  };
  await assert.rejects(beginSession('secret'), { message: 'The server does not answer. Try again later.' });
});

test('a logout succeeds if the session has ended before, and says why it fails', async () => {
  answer(401, { detail: 'there is no session' });
  assert.deepEqual(await endSession(), { required: true });
  answer(503, { detail: 'the journal is down' });
  await assert.rejects(endSession(), { message: 'the journal is down' });
});
