/** The live page: follows one topic, publishes to it, and shows what the connection does. */
import { address } from './address.js';
import { showCurl } from './curl.js';
import { Feed } from './feed.js';
import { PolyloopClient } from './polyloop.js';
import { Topics } from './topics.js';

const $ = id => document.getElementById(id);
const client = new PolyloopClient(address('api/v1/live').replace(/^http/, 'ws'));
const feed = new Feed($('feed'), $('news'), $('empty'));
const topics = new Topics($('topics'), $('names'), $('topics-note'), follow, () => client.serverIsBack());
const WORDS = { connecting: 'connecting', open: 'connected', closed: 'not connected' };
const COUNT_DOWN = 500;
let countdown;
let followed;

function follow(topic) {
  if (followed) client.unsubscribe(followed);
  followed = topic;
  $('topic').value = topic;
  document.querySelectorAll('[data-followed]').forEach(name => (name.textContent = topic));
  feed.clear();
  topics.mark(topic);
  showCurl(topic);
  client.subscribe(topic, { after: '0', onSlow: 'skip' }, event => show(topic, event));
}

function show(topic, event) {
  if (event.type === 'message') feed.message(event);
  else if (event.type === 'reset') feed.notice(`Earlier messages are gone (${event.reason}): from ${event.from} on`);
  else if (event.type === 'skipped') feed.notice(`Too many to show: ${event.from} to ${event.to} left out`);
  else if (event.type === 'error') feed.notice(`${event.code}: ${event.detail}`, 'bad');
  else if (!event.recovered) feed.notice('Some history is missing before the next message');
  $('position').textContent = client.positions()[topic] ?? '';
}

function showState() {
  clearTimeout(countdown);
  const waiting = client.state === 'waiting';
  const seconds = Math.max(1, Math.ceil((client.nextTry - performance.now()) / 1_000));
  $('state').dataset.state = client.state;
  $('state').textContent = waiting ? `reconnecting in ${seconds} s` : WORDS[client.state];
  if (waiting) countdown = setTimeout(showState, COUNT_DOWN);
  $('now').hidden = client.state !== 'waiting' && client.state !== 'closed';
}

async function publish(form) {
  const outcome = $('outcome');
  outcome.className = 'quiet';
  try {
    const data = form.format.value === 'json' ? JSON.parse(form.data.value) : form.data.value;
    outcome.textContent = client.state === 'open' ? 'on its way …' : 'waits for the connection …';
    const started = performance.now();
    const { topic, seq } = await client.publish(followed, data);
    outcome.textContent = `durable as ${topic} ${seq}, after ${Math.round(performance.now() - started)} ms`;
  } catch (refusal) {
    outcome.className = 'bad';
    outcome.textContent = refusal instanceof SyntaxError ? `not JSON: ${refusal.message}` : refusal.message;
  }
}

const onSubmit = (form, work) =>
  form.addEventListener('submit', event => {
    event.preventDefault();
    work(form);
  });

client.addEventListener('state', showState);
client.addEventListener('error', ({ detail }) => feed.notice(`${detail.code}: ${detail.detail}`, 'bad'));
client.addEventListener('goaway', ({ detail }) =>
  feed.notice(`The server is going away: back in ${Math.ceil(detail.reconnectAfterMs / 1_000)} s`));
$('now').addEventListener('click', () => client.connect());
addEventListener('online', () => client.serverIsBack());
$('find').addEventListener('input', ({ target }) => topics.find(target.value.trim()));
$('pause').addEventListener('click', ({ target }) => {
  target.setAttribute('aria-pressed', String(feed.togglePause()));
  target.textContent = feed.paused ? 'Go on' : 'Pause';
});
$('data').addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) $('publish').requestSubmit();
});
onSubmit($('follow'), form => follow(form.topic.value));
onSubmit($('publish'), publish);

showState();
follow('hello');
topics.poll();
