import { address } from './address.js';

/** The curl commands for what this page does. */
const COMMANDS = {
  follow: at => `curl -N '${at}/events?after=0'`,
  publish: at => `curl -H 'Content-Type: application/json' \\\n  -d '"Hi, loop!"' \\\n  '${at}/messages'`,
  read: at => `curl '${at}/messages?after=0&limit=10'`,
};

export function showCurl(topic) {
  const at = address(`api/v1/topics/${topic}`);
  document.querySelectorAll('[data-curl]').forEach(code => {
    code.textContent = COMMANDS[code.dataset.curl](at);
  });
}
