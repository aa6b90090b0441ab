import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Topics } from '../../main/resources/webroot/topics.js';

let note;
let topics;

beforeEach(() => {
  globalThis.document = { hidden: false, baseURI: 'http://server/', addEventListener() {} };
  note = {};
  topics = new Topics({}, {}, note, () => {}, () => {});
});

afterEach(() => clearTimeout(topics.timer));

async function poll(body, status) {
  globalThis.fetch = async () => new Response(body, { status });
  await topics.poll();
  return note.textContent;
}

test('the answer of a proxy for a node that is down is shown by its status', async () => {
  assert.equal(await poll('<html>Bad Gateway</html>', 502), 'Cannot load the topics (HTTP 502).');
  assert.equal(await poll('<html>Sorry</html>', 200), 'Cannot load the topics (HTTP 200).');
});

test('a refusal of the node is shown by its detail', async () => {
  assert.equal(await poll('{"detail":"too busy"}', 503), 'Cannot load the topics (too busy).');
});

test('a table that is stopped does not poll until it is started', async () => {
  let polls = 0;
  globalThis.fetch = async () => {
    polls++;
    return new Response('{"detail":"no"}', { status: 401 });
  };
  topics.stop();
  await topics.poll();
  assert.equal(polls, 0);
  await topics.start();
  assert.equal(polls, 1);
});

test('a table that is stopped during a poll does not plan the next one', async () => {
  globalThis.fetch = async () => {
    topics.stop();
    return new Response('{"detail":"no"}', { status: 401 });
  };
  await topics.start();
  assert.ok(!topics.timer?.hasRef?.(), 'no timer is left');
});

test('a page without topics that is not the last one leads to the next one, and at last to a prefix', async () => {
  const requests = [];
  globalThis.fetch = async url => {
    requests.push(new URL(url).searchParams.get('cursor'));
    return new Response(JSON.stringify({ topics: [], next: `n${requests.length}` }));
  };
  topics.body.children = [];
  await topics.poll();
  assert.deepEqual(requests, [null, 'n1', 'n2', 'n3', 'n4']);
  assert.equal(note.textContent, 'Too many topics to look through. Enter a prefix to find yours.');
});
