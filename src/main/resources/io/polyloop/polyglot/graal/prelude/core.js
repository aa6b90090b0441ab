// Evaluated first in every script's own Context: makes the `context` that a script sees (src/main/js/index.d.ts) out of
// the Java bridge `host` (GraalHost.java) and the other files here. Only copies and functions cross (ValueCodec.java), so
// that no side holds objects of the other.
'use strict';
(host, text, layout, inspector, log, bus, topics, http, timers, fetch) => {
  const inspect = inspector(text, layout(text));

  const json = (value) => JSON.stringify(value) ?? noJson(value);
  // Sent as null, a handler that returns another function by mistake would look like one that has no answer.
  const noJson = (value) => {
    need(value === undefined, `a ${typeof value} is no JSON: use objects, arrays, strings, numbers, booleans and null`);
    return 'null';
  };

  // Read by JsValueCodec.java. A string crosses as it is; an array tells that its one element is JSON text.
  const encode = (value) => (typeof value === 'string' ? value : [json(value)]);
  const nothing = () => '';

  // What was thrown need not be an error, nor even let itself be looked at.
  const tell = (error) => {
    try {
      const code = typeof error?.code === 'string' ? error.code : '';
      const trace = (error instanceof Error && (error.cause === undefined ? error.stack : inspect(error))) || String(error);
      return [code, String(error?.message ?? error), String(trace)];
    } catch {
      return ['', 'something was thrown that cannot be shown', ''];
    }
  };

  Graal.setUnhandledPromiseRejectionHandler((reason) => host.unhandled(tell(reason)[2]));
  delete globalThis.Graal;

  const later = (call, result, read) => {
    Promise.resolve(result)
      .then((value) => call.succeed(read(value)))
      .catch((error) => call.fail(...tell(error)));
  };

  // Whatever a script returns goes through here, and `call` learns how it ended: the answer is returned, or told later
  // if the script is still at it. What is thrown at once comes back by way of GraalScript.java: a catch here, or an async
  // function, would hide in which line the watchdog stopped a loop. An expression that nothing captures: interpreted, a
  // return and a captured variable cost as much as the rest of a call.
  const answer = (call, result, read) =>
    typeof result === 'string' || typeof result?.then !== 'function' ? read(result) : later(call, result, read);

  // A promise that Java settles: `ask` is given what to call with the answer, and with a code and a message.
  const promise = (ask) =>
    new Promise((resolve, reject) =>
      ask(
        resolve,
        (code, message) => reject(Object.assign(new Error(message), { code }))));

  const need = (fine, what) => {
    if (!fine) throw new TypeError(what);
  };
  const needText = (value, what) => need(typeof value === 'string' && value !== '', `${what} is a string`);
  const needHandler = (handler) => need(typeof handler === 'function', 'a handler is a function');

  // An option that is misspelt would be as if it was not given: a read without its `after`, a request without its timeout.
  const needNone = (unknown, taken) => {
    for (const name of Object.keys(unknown)) need(false, `there is no option ${name}: write ${taken}`);
  };

  const tools = { inspect, json, encode, nothing, tell, answer, promise, need, needText, needHandler, needNone };

  // Made while the script is loaded, which may take longer than a turn of its own.
  const context = Object.freeze({
    config: JSON.parse(host.config()),
    log: log(host, tools),
    bus: bus(host.bus, tools),
    topics: topics(host.topics, tools),
    http: http(host.http, tools),
    timers: timers(host.timers, tools),
    fetch: fetch(host.fetch, tools),
  });

  let script;
  const load = async (path) => {
    script = await import(path);
    need(typeof script.start === 'function', `${path}:1 exports no start: add export function start(context) { … }`);
  };
  return {
    tell,
    load: (call, path) => answer(call, load(path), nothing),
    start: (call) => answer(call, script.start(context), nothing),
    stop: (call) => answer(call, script.stop?.(), nothing),
  };
}
