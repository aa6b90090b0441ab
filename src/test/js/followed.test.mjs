import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Followed } from '../../main/resources/webroot/followed.js';
import { explain } from '../../main/resources/webroot/refusal.js';

const FORBIDDEN = { type: 'error', code: 'forbidden', detail: 'the rules do not allow it' };

let calls;
let lines;
let moves;
let followed;
let send;

beforeEach(() => {
  calls = [];
  lines = [];
  moves = [];
  const client = {
    subscribe: (topic, { after }, handler) => {
      calls.push(`subscribe ${topic} ${after}`);
      send = handler;
    },
    unsubscribe: topic => calls.push(`unsubscribe ${topic}`),
    positions: () => ({ t: 'epoch001:1' }),
  };
  const feed = { clear: () => (lines = []), message: ({ seq }) => lines.push(seq), notice: text => lines.push(text) };
  followed = new Followed(client, feed, position => moves.push(position));
  followed.follow('t');
});

test('a topic is followed from its oldest message, instead of the one before', () => {
  send({ type: 'subscribed', recovered: true });
  send({ type: 'message', seq: 1 });
  assert.deepEqual(lines, [1]);
  assert.deepEqual(moves, ['epoch001:1', 'epoch001:1']);
  followed.follow('u');
  assert.deepEqual(calls, ['subscribe t 0', 'unsubscribe t', 'subscribe u 0']);
  assert.deepEqual(lines, []);
});

test('a topic whose history is forbidden is followed from now on, also after a reconnect', () => {
  for (let connection = 0; connection < 2; connection++) {
    calls = [];
    lines = [];
    send(FORBIDDEN);
    send({ type: 'subscribed', recovered: true });
    assert.deepEqual(calls, ['unsubscribe t', 'subscribe t undefined']);
    assert.deepEqual(lines, ['Only new messages: you may not read the history of this topic']);
  }
});

test('a forbidden topic is refused in plain words, once', () => {
  send(FORBIDDEN);
  send(FORBIDDEN);
  assert.deepEqual(calls, ['subscribe t 0', 'unsubscribe t', 'subscribe t undefined']);
  assert.deepEqual(lines, ['You may not follow t: the rules do not allow it.']);
});

test('another refusal has its code', () => {
  send({ type: 'error', code: 'rate_limited', detail: 'slow down' });
  assert.deepEqual(lines, ['rate_limited: slow down']);
  assert.equal(explain(FORBIDDEN, 'publish to t'), 'You may not publish to t: the rules do not allow it.');
});
