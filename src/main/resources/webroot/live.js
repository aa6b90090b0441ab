/** The dashboard: follows one topic, publishes to it, and shows the state of the connection. */
import { address } from './address.js';
import { showCurl } from './curl.js';
import { Feed } from './feed.js';
import { Followed } from './followed.js';
import { Login } from './login.js';
import { PolyloopClient } from './polyloop.js';
import { explain } from './refusal.js';
import { Topics } from './topics.js';

const FIRST = 'chat';
const STATES = { connecting: 'connecting', open: 'connected', closed: 'not connected' };
const COUNTDOWN_INTERVAL = 500;
const WITHOUT_SESSION = 'closed_4401';

const $ = id => document.getElementById(id);
const login = new Login();
const opened = new Promise(resolve => login.addEventListener('open', resolve, { once: true }));
login.check();
let withToken = (await opened).detail.required;

const client = new PolyloopClient(address('api/v1/live').replace(/^http/, 'ws'));
const feed = new Feed($('feed'), $('announcement'), $('empty'));
const topics = new Topics($('topics'), $('names'), $('topics-note'), follow, () => client.serverAvailable());
const followed = new Followed(client, feed, position => ($('position').textContent = position));
let countdown;

function follow(topic) {
  $('topic').value = topic;
  document.querySelectorAll('[data-followed]').forEach(name => (name.textContent = topic));
  topics.mark(topic);
  showCurl(topic, withToken);
  followed.follow(topic);
}

function showState() {
  clearTimeout(countdown);
  const waiting = client.state === 'waiting';
  const seconds = Math.max(1, Math.ceil((client.nextTry - performance.now()) / 1_000));
  $('state').dataset.state = client.state;
  $('state').textContent = waiting ? `reconnecting in ${seconds} s` : STATES[client.state];
  if (waiting) countdown = setTimeout(showState, COUNTDOWN_INTERVAL);
  $('now').hidden = client.state !== 'waiting' && client.state !== 'closed';
  if (client.state === 'open' && login.isUnknown) login.check();
}

async function publish(form) {
  const outcome = $('outcome');
  outcome.className = 'quiet';
  try {
    const data = form.format.value === 'json' ? JSON.parse(form.data.value) : form.data.value;
    const sent = client.state === 'open' && !client.leaving;
    outcome.textContent = sent ? 'publishing …' : 'waiting for the next connection …';
    const started = performance.now();
    const { topic, seq } = await client.publish(followed.topic, data);
    outcome.textContent = `stored as ${topic} ${seq} after ${Math.round(performance.now() - started)} ms`;
  } catch (refusal) {
    outcome.className = 'bad';
    const invalid = refusal instanceof SyntaxError;
    outcome.textContent = invalid ? `invalid JSON: ${refusal.message}` : explain(refusal, `publish to ${followed.topic}`);
  }
}

const onSubmit = (form, work) =>
  form.addEventListener('submit', event => {
    event.preventDefault();
    work(form);
  });

login.addEventListener('open', ({ detail }) => {
  withToken = detail.required;
  client.connect();
  topics.start();
});
login.addEventListener('close', () => {
  client.close();
  topics.stop();
});
client.addEventListener('state', showState);
client.addEventListener('expiring', ({ detail }) => login.expiring(detail.inMs));
client.addEventListener('error', ({ detail }) => {
  if (detail.code === WITHOUT_SESSION) login.check();
  else feed.notice(`${detail.code}: ${detail.detail}`, 'bad');
});
client.addEventListener('goaway', ({ detail }) =>
  feed.notice(`The server asked this page to reconnect in ${Math.ceil(detail.reconnectAfterMs / 1_000)} s`));
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
if (!withToken) follow(FIRST);
await topics.start();
// The rules may forbid the usual topic: then it is the first of those that they allow.
if (!followed.topic) follow(topics.shown.includes(FIRST) ? FIRST : (topics.shown[0] ?? FIRST));
