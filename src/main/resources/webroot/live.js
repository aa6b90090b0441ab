/** The dashboard: follows one topic, publishes to it, and shows the state of the connection. */
import { address } from './address.js';
import { showCurl } from './curl.js';
import { Feed } from './feed.js';
import { PolyloopClient } from './polyloop.js';
import { Topics } from './topics.js';

const $ = id => document.getElementById(id);
const client = new PolyloopClient(address('api/v1/live').replace(/^http/, 'ws'));
const feed = new Feed($('feed'), $('announcement'), $('empty'));
const topics = new Topics($('topics'), $('names'), $('topics-note'), follow, () => client.serverAvailable());
const STATES = { connecting: 'connecting', open: 'connected', closed: 'not connected' };
const COUNTDOWN_INTERVAL = 500;
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
  else if (event.type === 'reset') feed.notice(`Reset (${event.reason}): continuing with message ${event.from}`);
  else if (event.type === 'skipped') feed.notice(`Skipped ${event.from} to ${event.to}: this page reads too slowly`);
  else if (event.type === 'error') feed.notice(`${event.code}: ${event.detail}`, 'bad');
  else if (!event.recovered) feed.notice('Messages are missing before the next one');
  $('position').textContent = client.positions()[topic] ?? '';
}

function showState() {
  clearTimeout(countdown);
  const waiting = client.state === 'waiting';
  const seconds = Math.max(1, Math.ceil((client.nextTry - performance.now()) / 1_000));
  $('state').dataset.state = client.state;
  $('state').textContent = waiting ? `reconnecting in ${seconds} s` : STATES[client.state];
  if (waiting) countdown = setTimeout(showState, COUNTDOWN_INTERVAL);
  $('now').hidden = client.state !== 'waiting' && client.state !== 'closed';
}

async function publish(form) {
  const outcome = $('outcome');
  outcome.className = 'quiet';
  try {
    const data = form.format.value === 'json' ? JSON.parse(form.data.value) : form.data.value;
    outcome.textContent = client.state === 'open' ? 'publishing …' : 'waiting for the connection …';
    const started = performance.now();
    const { topic, seq } = await client.publish(followed, data);
    outcome.textContent = `stored as ${topic} ${seq} after ${Math.round(performance.now() - started)} ms`;
  } catch (refusal) {
    outcome.className = 'bad';
    outcome.textContent = refusal instanceof SyntaxError ? `invalid JSON: ${refusal.message}` : refusal.message;
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
  feed.notice(`The node is draining; reconnecting in ${Math.ceil(detail.reconnectAfterMs / 1_000)} s`));
$('now').addEventListener('click', () => client.connect());
addEventListener('online', () => client.serverAvailable());
$('find').addEventListener('input', ({ target }) => topics.filter(target.value.trim()));
$('pause').addEventListener('click', ({ target }) => {
  target.setAttribute('aria-pressed', String(feed.togglePause()));
  target.textContent = feed.paused ? 'Resume' : 'Pause';
});
$('data').addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) $('publish').requestSubmit();
});
onSubmit($('follow'), form => follow(form.topic.value));
onSubmit($('publish'), publish);

showState();
follow('chat');
topics.poll();
