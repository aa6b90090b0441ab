import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Backoff } from '../../main/resources/webroot/backoff.js';
import { PolyloopClient } from '../../main/resources/webroot/polyloop.js';
import { FakeSocket, FakeTimers } from './fakes.mjs';

let timers;
let client;
let events;

const goaway = { op: 'goaway', reconnectAfterMs: 1_234 };
const seqs = () => events.filter(({ type }) => type === 'message').map(({ seq }) => seq);
const types = () => events.map(({ type }) => type);
const follow = (options = { after: '0' }) => client.subscribe('t', options, event => events.push(event));

function reconnect(code) {
  FakeSocket.last.drop(code);
  timers.run();
  return FakeSocket.last.open();
}

beforeEach(() => {
  FakeSocket.all = [];
  timers = new FakeTimers();
  events = [];
  const backoff = new Backoff({ first: 100, limit: 1_000, random: () => 1 });
  client = new PolyloopClient('ws://server/api/v1/live', { WebSocket: FakeSocket, timers, backoff });
});

describe('a subscription', () => {
  test('subscribes from the given position with the subprotocol', () => {
    follow({ after: '0', onSlow: 'skip' });
    const socket = FakeSocket.last.open();
    assert.equal(socket.protocol, 'polyloop.v1');
    assert.deepEqual(socket.frames('subscribe'), [{ op: 'subscribe', id: 2, topic: 't', after: '0', onSlow: 'skip' }]);
  });

  test('resumes with its position after a reconnect', () => {
    follow();
    FakeSocket.last.open().accept().messages(1, 2, 3);
    const socket = reconnect();
    assert.equal(socket.frames('subscribe')[0].after, 'epoch001:3');
    socket.accept().messages(4);
    assert.deepEqual(seqs(), [1, 2, 3, 4]);
    assert.deepEqual(client.positions(), { t: 'epoch001:4' });
  });

  test('without a position has one before its first message', () => {
    follow({});
    FakeSocket.last.open().accept({ head: 7 });
    assert.equal(reconnect().frames('subscribe')[0].after, 'epoch001:7');
  });

  test('drops duplicates', () => {
    follow();
    FakeSocket.last.open().accept().messages(5, 6, 6, 5, 7);
    reconnect().accept().messages(6, 7, 8);
    assert.deepEqual(seqs(), [5, 6, 7, 8]);
  });

  test('never delivers a message after a gap, but resumes from before it', () => {
    follow();
    const gapped = FakeSocket.last.open().accept().messages(1, 2, 4);
    assert.deepEqual(seqs(), [1, 2]);
    assert.equal(gapped.closedWith, 4000);
    timers.run();
    const socket = FakeSocket.last.open();
    assert.equal(socket.frames('subscribe')[0].after, 'epoch001:2');
    socket.accept().messages(3, 4, 5);
    assert.deepEqual(seqs(), [1, 2, 3, 4, 5]);
  });

  test('ignores a connection that it abandoned', () => {
    follow();
    const gapped = FakeSocket.last.open().accept().messages(1, 3);
    gapped.messages(2, 3);
    gapped.drop();
    assert.deepEqual(seqs(), [1]);
    assert.equal(timers.pauses.length, 1);
  });

  test('receives a reset for a gap that cannot be filled, and continues after it', () => {
    follow({ after: 'epoch001:3' });
    const socket = FakeSocket.last.open().accept({ recovered: false });
    socket.receive({ op: 'reset', topic: 't', reason: 'expired', from: 9 }).messages(9, 10);
    assert.deepEqual(types(), ['subscribed', 'reset', 'message', 'message']);
    assert.equal(FakeSocket.all.length, 1);
    assert.equal(client.positions().t, 'epoch001:10');
  });

  test('starts over in another epoch, where the same numbers are other messages', () => {
    follow();
    FakeSocket.last.open().accept().messages(1, 2, 3);
    const socket = reconnect().accept({ epoch: 'epoch002', recovered: false });
    socket.receive({ op: 'reset', topic: 't', reason: 'epoch', from: 1 }).messages(1, 2);
    assert.deepEqual(seqs(), [1, 2, 3, 1, 2]);
    assert.equal(client.positions().t, 'epoch002:2');
  });

  test('with onSlow skip moves past the skipped messages', () => {
    follow({ after: 'epoch001:7', onSlow: 'skip' });
    FakeSocket.last.open().accept().receive({ op: 'skipped', topic: 't', from: 8, to: 20 }).messages(21);
    assert.deepEqual(types(), ['subscribed', 'skipped', 'message']);
  });

  test('ignores messages of an earlier subscription of its topic', () => {
    follow();
    const socket = FakeSocket.last.open().accept().messages(1, 2);
    client.unsubscribe('t');
    follow();
    socket.messages(3).accept().messages(1, 2, 3);
    assert.deepEqual(seqs(), [1, 2, 1, 2, 3]);
  });

  test('receives the reason of a refusal', () => {
    follow();
    const socket = FakeSocket.last.open();
    socket.receive({ op: 'error', id: socket.frames('subscribe')[0].id, code: 'forbidden', detail: 'no' });
    assert.deepEqual(types(), ['error']);
  });

  test('that the server has refused is not unsubscribed from', () => {
    follow();
    const socket = FakeSocket.last.open();
    socket.receive({ op: 'error', id: socket.frames('subscribe')[0].id, code: 'forbidden', detail: 'no' });
    client.unsubscribe('t');
    assert.deepEqual(socket.frames('unsubscribe'), []);
    follow({});
    socket.accept();
    client.unsubscribe('t');
    assert.equal(socket.frames('unsubscribe').length, 1);
  });
});

describe('credentials', () => {
  test('that end soon are announced', () => {
    const notices = [];
    client.addEventListener('expiring', ({ detail }) => notices.push(detail.inMs));
    FakeSocket.last.open().receive({ op: 'expiring', inMs: 58_000 });
    assert.deepEqual(notices, [58_000]);
  });

  test('that have ended are not used again by a client without a token', () => {
    const faults = [];
    client.addEventListener('error', ({ detail }) => faults.push(detail.code));
    FakeSocket.last.open().drop(4401);
    assert.equal(client.state, 'closed');
    assert.deepEqual(faults, ['closed_4401']);
    assert.deepEqual(timers.pauses, []);
  });

  test('that are new are used by a new connection, which resumes', () => {
    follow();
    const before = FakeSocket.last.open().accept().messages(1, 2);
    client.connect();
    assert.equal(before.closedWith, 1000);
    const socket = FakeSocket.last.open();
    assert.equal(socket.frames('subscribe')[0].after, 'epoch001:2');
    assert.equal(timers.pauses.length, 1, 'pings one connection');
  });
});

describe('a reconnect', () => {
  test('waits longer each time, up to the limit', () => {
    const pauses = [];
    for (let i = 0; i < 6; i++) {
      FakeSocket.last.drop();
      pauses.push(...timers.pauses);
      timers.run();
    }
    assert.deepEqual(pauses, [100, 200, 400, 800, 1_000, 1_000]);
  });

  test('starts from the shortest pause again once the server has sent a frame', () => {
    FakeSocket.last.drop();
    timers.run();
    FakeSocket.last.open().receive({ op: 'pong', id: 1 }).drop();
    assert.deepEqual(timers.pauses, [100]);
  });

  test('happens at once when the server is available again', () => {
    FakeSocket.last.drop();
    assert.equal(client.state, 'waiting');
    assert.ok(client.nextTry > performance.now());
    client.serverAvailable();
    assert.equal(client.state, 'connecting');
    assert.equal(FakeSocket.all.length, 2);
    client.serverAvailable();
    assert.equal(FakeSocket.all.length, 2, 'connects once');
  });

  test('waits after a goaway even if the server is available', () => {
    FakeSocket.last.open().receive(goaway).drop(1012);
    client.serverAvailable();
    assert.equal(client.state, 'waiting');
    assert.deepEqual(timers.pauses, [1_234]);
  });

  test('happens after the pause of a goaway', () => {
    const pauses = [];
    client.addEventListener('goaway', ({ detail }) => pauses.push(detail.reconnectAfterMs));
    FakeSocket.last.open().receive(goaway).drop(1012);
    assert.deepEqual(timers.pauses, [1_234]);
    assert.deepEqual(pauses, [1_234]);
    timers.run();
    FakeSocket.last.drop();
    assert.deepEqual(timers.pauses, [100], 'applies once');
  });

  test('does not happen after a policy close', () => {
    FakeSocket.last.open().drop(1008);
    assert.deepEqual(timers.pauses, []);
    assert.equal(client.state, 'closed');
  });

  test('has a random pause between half of its step and the whole step', () => {
    assert.equal(new Backoff({ first: 100, random: () => 0 }).next(), 50);
    assert.equal(new Backoff({ first: 100, random: () => 0.5 }).next(), 75);
  });

  test('happens after a failed connect that has no close', () => {
    for (const pause of [100, 200]) {
      FakeSocket.last.fail();
      assert.equal(client.state, 'waiting');
      assert.deepEqual(timers.pauses, [pause]);
      timers.run();
    }
    assert.equal(FakeSocket.all.length, 3);
  });

  test('happens once if an error and a close arrive', () => {
    FakeSocket.last.fail().fail().drop();
    assert.deepEqual(timers.pauses, [100]);
    timers.run();
    assert.equal(FakeSocket.all.length, 2);
  });

  test('waits for the close after an error of an open connection, for its code', () => {
    const socket = FakeSocket.last.open().fail();
    assert.equal(client.state, 'open');
    socket.drop(1008);
    assert.equal(client.state, 'closed');
  });

  test('happens when the connection does not open in time, and ignores it if it opens later', () => {
    follow();
    const hanging = FakeSocket.last;
    assert.deepEqual(timers.pauses, [10_000]);
    timers.run();
    assert.equal(hanging.closedWith, 4000);
    assert.deepEqual(timers.pauses, [100]);
    hanging.open().fail().drop();
    assert.deepEqual(hanging.sent, []);
    assert.deepEqual(timers.pauses, [100]);
    timers.run();
    FakeSocket.last.open().accept().messages(1);
    hanging.messages(1, 2);
    assert.deepEqual(seqs(), [1]);
    assert.deepEqual(timers.pauses, [15_000], 'pings one connection');
  });

  test('has a time limit for connecting that the page sets', () => {
    client.close();
    client = new PolyloopClient('ws://server/api/v1/live', { WebSocket: FakeSocket, timers, connectTimeout: 50 });
    assert.deepEqual(timers.pauses, [50]);
    client.close();
    assert.deepEqual(timers.pauses, []);
  });

  test('happens when the connection dies without a close', () => {
    const socket = FakeSocket.last.open().receive({ op: 'pong', id: 1 });
    timers.run();
    assert.equal(socket.frames('ping').length, 2);
    timers.run();
    assert.equal(socket.closedWith, 4000);
    assert.equal(client.state, 'waiting');
  });
});

describe('a token', () => {
  let token;

  const settle = () => new Promise(resolve => setImmediate(resolve));
  const auths = () => FakeSocket.all.flatMap(socket => socket.frames('auth'));
  const answer = more => FakeSocket.last.receive({ id: auths().at(-1).id, ...more });
  const accept = () => answer({ op: 'authenticated', subject: 'ada', expiresInMs: 60_000 });

  async function retry() {
    timers.run();
    await settle();
  }

  beforeEach(async () => {
    client.close();
    FakeSocket.all = [];
    token = async () => 'first';
    client = new PolyloopClient('ws://server/api/v1/live', { WebSocket: FakeSocket, timers, token: () => token() });
    await settle();
  });

  test('is the first frame of each connection', async () => {
    follow();
    const socket = FakeSocket.last.open();
    assert.deepEqual(socket.sent.map(({ op }) => op), ['auth', 'subscribe', 'ping']);
    accept();
    token = () => 'second';
    socket.drop();
    await retry();
    FakeSocket.last.open();
    assert.deepEqual(auths().map(({ token }) => token), ['first', 'second']);
  });

  test('that cannot be got is asked for again later', async () => {
    FakeSocket.last.drop();
    token = () => Promise.reject(new Error('offline'));
    await retry();
    assert.equal(FakeSocket.all.length, 1);
    assert.equal(client.state, 'waiting');
    token = () => 'second';
    await retry();
    assert.equal(FakeSocket.all.length, 2);
  });

  test('that is refused is not sent again', async () => {
    const faults = [];
    client.addEventListener('error', ({ detail }) => faults.push(detail.code));
    FakeSocket.last.open();
    answer({ op: 'error', code: 'unauthenticated', detail: 'no' });
    FakeSocket.last.drop(4401);
    await retry();
    assert.deepEqual(faults, ['unauthenticated', 'closed_4401']);
    assert.equal(client.state, 'closed');
    assert.equal(FakeSocket.all.length, 1);
  });

  test('that has expired is replaced by the next one', async () => {
    FakeSocket.last.open();
    accept().drop(4401);
    token = () => 'second';
    await retry();
    FakeSocket.last.open();
    assert.equal(auths().at(-1).token, 'second');
  });

  test('that came too late is sent again', async () => {
    FakeSocket.last.open().drop(4401);
    await retry();
    FakeSocket.last.open();
    assert.equal(auths().length, 2);
  });

  test('that expires soon is renewed on the connection, if there is another one', async () => {
    FakeSocket.last.open();
    accept().receive({ op: 'expiring', inMs: 60_000 });
    await settle();
    assert.equal(auths().length, 1);
    token = () => 'second';
    FakeSocket.last.receive({ op: 'expiring', inMs: 30_000 });
    await settle();
    assert.equal(auths().at(-1).token, 'second');
    assert.equal(FakeSocket.all.length, 1);
  });

  test('that allows less ends a subscription', async () => {
    follow();
    FakeSocket.last.open();
    accept();
    FakeSocket.last.accept().receive({ op: 'unsubscribed', topic: 't' });
    assert.deepEqual(events.at(-1), { type: 'error', code: 'forbidden', detail: 'the new token does not allow it' });
  });

  test('that arrives after the client is closed is not used', async () => {
    client.connect();
    client.close();
    await settle();
    assert.equal(FakeSocket.all.length, 1);
    assert.equal(client.state, 'closed');
  });
});

describe('publishing', () => {
  test('resolves when the message is durable', async () => {
    const socket = FakeSocket.last.open();
    const published = client.publish('t', { a: 1 });
    const [frame] = socket.frames('publish');
    assert.match(frame.key, /^[0-9a-f]{32}$/);
    socket.receive({ op: 'published', id: frame.id, topic: 't', epoch: 'epoch001', seq: 8 });
    assert.equal((await published).seq, 8);
  });

  test('is repeated with the same key after a reconnect until an answer arrives', async () => {
    const published = client.publish('t', 'hi');
    const [first] = FakeSocket.last.open().frames('publish');
    const socket = reconnect();
    assert.deepEqual(socket.frames('publish'), [first]);
    socket.receive({ op: 'published', id: first.id, topic: 't', epoch: 'epoch001', seq: 1 });
    await published;
    assert.deepEqual(reconnect().frames('publish'), []);
  });

  test('after a goaway waits for the next connection', async () => {
    const leaving = FakeSocket.last.open().receive(goaway);
    const published = client.publish('t', 'hi');
    assert.deepEqual(leaving.frames('publish'), []);
    const socket = reconnect(1012);
    const [frame, ...more] = socket.frames('publish');
    assert.deepEqual(more, []);
    socket.receive({ op: 'published', id: frame.id, topic: 't', epoch: 'epoch001', seq: 1 });
    assert.equal((await published).seq, 1);
  });

  test('that a goaway overtakes is repeated with the same key on the next connection', async () => {
    const leaving = FakeSocket.last.open();
    const published = client.publish('t', 'hi');
    const [first] = leaving.frames('publish');
    leaving.receive(goaway, { op: 'error', id: first.id, code: 'journal_down', detail: 'this connection closes' });
    const socket = reconnect(1012);
    assert.deepEqual(socket.frames('publish'), [first]);
    socket.receive({ op: 'published', id: first.id, topic: 't', epoch: 'epoch001', seq: 1 });
    await published;
    assert.deepEqual(reconnect().frames('publish'), []);
  });

  test('that was accepted before a goaway is answered on the connection that closes, and not repeated', async () => {
    const leaving = FakeSocket.last.open();
    const published = client.publish('t', 'hi');
    const [{ id }] = leaving.frames('publish');
    leaving.receive(goaway, { op: 'published', id, topic: 't', epoch: 'epoch001', seq: 1 });
    await published;
    assert.deepEqual(reconnect(1012).frames('publish'), []);
  });

  test('after a goaway rejects what no connection would accept', async () => {
    const leaving = FakeSocket.last.open();
    const published = client.publish('t', 'hi');
    const [{ id }] = leaving.frames('publish');
    leaving.receive(goaway, { op: 'error', id, code: 'forbidden', detail: 'no' });
    await assert.rejects(published, { code: 'forbidden' });
  });

  test('without a goaway rejects what the journal cannot store now', async () => {
    const socket = FakeSocket.last.open();
    const published = client.publish('t', 'hi');
    const [{ id }] = socket.frames('publish');
    socket.receive({ op: 'error', id, code: 'journal_down', detail: 'no database' });
    await assert.rejects(published, { code: 'journal_down' });
  });

  test('keeps a thousand messages, and rejects more', async () => {
    const socket = FakeSocket.last.open().receive(goaway);
    const kept = Array.from({ length: 1_000 }, (_, i) => client.publish('t', i));
    await assert.rejects(client.publish('t', 'one more'), { code: 'busy' });
    assert.equal(socket.frames('publish').length, 0);
    assert.deepEqual(reconnect(1012).frames('publish').map(({ data }) => data), kept.map((_, i) => i));
  });

  test('after a goaway is sent at once when the page connects itself', () => {
    FakeSocket.last.open().receive(goaway);
    client.connect();
    const socket = FakeSocket.last.open();
    client.publish('t', 'hi');
    assert.equal(client.leaving, false);
    assert.equal(socket.frames('publish').length, 1);
  });

  test('rejects with the code of the refusal', async () => {
    const socket = FakeSocket.last.open();
    const published = client.publish('t', 'hi');
    socket.receive({ op: 'error', id: socket.frames('publish')[0].id, code: 'too_large', detail: 'over 64 KiB' });
    await assert.rejects(published, { code: 'too_large' });
  });

  test('rejects unanswered messages when the client is closed', async () => {
    const published = client.publish('t', 'hi');
    client.close();
    await assert.rejects(published, { code: 'closed' });
    await assert.rejects(client.publish('t', 'hi'), { code: 'closed' });
  });
});
