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
