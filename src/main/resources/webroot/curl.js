import { address } from './address.js';

/** The curl commands for what this page does; `auth` is the option that sends the token, if there is one. */
const COMMANDS = {
  follow: (at, auth) => `curl -N ${auth}'${at}/events?after=0'`,
  publish: (at, auth) => `curl ${auth}-H 'Content-Type: application/json' \\\n  -d '"Hi, loop!"' \\\n  '${at}/messages'`,
  read: (at, auth) => `curl ${auth}'${at}/messages?after=0&limit=10'`,
};
// The shell puts the token in: the page does not have it.
const BEARER = '-H "Authorization: Bearer $TOKEN" \\\n  ';

export function showCurl(topic, withToken) {
  const at = address(`api/v1/topics/${topic}`);
  document.querySelectorAll('[data-curl]').forEach(code => {
    code.textContent = COMMANDS[code.dataset.curl](at, withToken ? BEARER : '');
  });
}
