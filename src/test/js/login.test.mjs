import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Login } from '../../main/resources/webroot/login.js';
import { FakePage } from './fake-page.mjs';

const HOUR = 3_600_000;

let page;
let login;
let events;
let answers;

const problem = (status, detail, headers = {}) => new Response(JSON.stringify({ detail }), { status, headers });
const refused = detail => problem(401, detail, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
const session = (subject, ms = HOUR) =>
  new Response(JSON.stringify({ subject, expiresAt: new Date(Date.now() + ms).toISOString() }), {
    headers: { Date: new Date(Date.now()).toUTCString() },
  });
const text = id => page.element(id).textContent;
const isShown = id => !page.element(id).hidden;
const settle = () => new Promise(resolve => setImmediate(resolve));

async function check(...next) {
  answers.push(...next);
  await login.check();
}

async function submit(token, next) {
  answers.push(next);
  page.element('token').value = token;
  page.element('login-form').dispatch('submit');
  await settle();
}

beforeEach(() => {
  mock.timers.enable({ apis: ['setInterval', 'Date'], now: Date.UTC(2026, 0, 1) });
  page = new FakePage('login', 'ending', 'user');
  page.resets('login-form', 'token');
  globalThis.document = page;
  globalThis.location = { reload: () => events.push('reload') };
  events = [];
  answers = [];
  globalThis.fetch = async () => answers.shift() ?? Promise.reject(new TypeError('offline'));
  login = new Login();
  login.addEventListener('open', ({ detail }) => events.push(`open ${detail.subject}`));
  login.addEventListener('close', () => events.push('close'));
});

afterEach(() => mock.timers.reset());

test('a node without sessions opens the page without a login', async () => {
  await check(problem(404));
  assert.deepEqual(events, ['open undefined']);
  assert.ok(!isShown('login') && !isShown('user'));
});

test('a node that does not answer opens the page, which asks again later', async () => {
  await check();
  assert.ok(login.isUnknown);
  assert.deepEqual(events, ['open undefined']);
  await check(problem(401, 'there is no session'));
  assert.ok(isShown('login') && !login.isUnknown);
  assert.equal(page.body.dataset.access, 'closed');
});

test('without a session the page asks for a token, gives no reason, and opens with the session', async () => {
  await check(problem(401, 'there is no session'));
  assert.ok(isShown('login'));
  assert.equal(text('login-reason'), '');
  await submit('t', session('ada'));
  assert.deepEqual(events, ['close', 'open ada']);
  assert.ok(!isShown('login') && isShown('user'));
  assert.equal(text('subject'), 'ada');
});

test('a refused token is explained, and does not stay in the field', async () => {
  await check(problem(401, 'there is no session'));
  await submit('secret', problem(401, 'the token has expired'));
  assert.equal(text('login-fault'), 'Not logged in: the token has expired');
  assert.equal(page.element('token').value, '');
  assert.ok(isShown('login'));
  assert.deepEqual(events, ['close']);
});

test('the end of a session is announced, and ends the page until the next login', async () => {
  await check(session('ada', 90_000));
  assert.ok(!isShown('ending'));
  mock.timers.tick(31_000);
  assert.ok(isShown('ending'));
  assert.match(text('ending-text'), /^Your session ends at .*1.30/);
  answers.push(problem(401, 'there is no session'));
  mock.timers.tick(60_000);
  await settle();
  assert.equal(text('login-reason'), 'Your session has expired. Log in again to go on.');
  assert.deepEqual(events, ['open ada', 'close']);
  assert.ok(!isShown('ending') && !isShown('user'));
});

test('a session that is over ends the page also if the node does not answer', async () => {
  await check(session('ada', 5_000));
  mock.timers.tick(6_000);
  await settle();
  assert.match(text('login-reason'), /expired/);
  assert.deepEqual(events, ['open ada', 'close']);
});

test('the notice of the node moves the end', async () => {
  await check(session('ada'));
  login.expiring(50_000);
  assert.ok(isShown('ending'));
});

test('a revoked session is not called expired', async () => {
  await check(session('ada'));
  await check(refused('revoked'));
  assert.equal(text('login-reason'), 'You are logged out: revoked.');
});

test('a session that the node refuses at the start is explained', async () => {
  await check(refused('the session has ended'));
  assert.equal(text('login-reason'), 'You are logged out: the session has ended.');
});

test('a session whose cookie is gone is explained without the terms of HTTP', async () => {
  await check(session('ada'));
  await check(problem(401, 'there is no session: send its cookie'));
  assert.equal(text('login-reason'), 'You are logged out: the browser has no session any more.');
});

test('a session that still holds is not opened twice', async () => {
  await check(session('ada'), session('ada'));
  await check();
  assert.deepEqual(events, ['open ada']);
});

test('a login before the end renews the session of the same user', async () => {
  await check(session('ada', 30_000));
  page.element('renew').dispatch('click');
  assert.equal(text('login-title'), 'Log in again');
  await submit('t', session('ada'));
  assert.deepEqual(events, ['open ada', 'open ada']);
  assert.ok(!isShown('ending') && !isShown('login'));
});

test('another user gets a new page', async () => {
  await check(session('ada'));
  await check(problem(401, 'revoked'));
  await submit('t', session('bob'));
  assert.deepEqual(events, ['open ada', 'close', 'reload']);
});

test('a logout reloads the page, a failed one says so', async () => {
  await check(session('ada'));
  answers.push(problem(503, 'the journal is down'));
  page.element('logout').dispatch('click');
  await settle();
  assert.equal(text('user-fault'), 'Still logged in: the journal is down');
  answers.push(new Response(null, { status: 204 }));
  page.element('logout').dispatch('click');
  await settle();
  assert.deepEqual(events, ['open ada', 'reload']);
});
