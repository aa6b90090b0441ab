// Evaluated first in the Context of each script. Creates the `context` that a script sees (src/main/js/index.d.ts) from
// the host object (GraalHost.java) and the other files here. Only copies and functions are passed (ValueCodec.java), so
// that neither side holds objects of the other.
'use strict';
(host, text, layout, inspector, log, bus, topics, sql, http, timers, fetch) => {
  const inspect = inspector(text, layout(text));

  const json = (value) => JSON.stringify(value) ?? noJson(value);
  // Sent as null, a function that a handler returns by mistake would look like no answer.
  const noJson = (value) => {
    check(value === undefined, `a ${typeof value} is not JSON; use objects, arrays, strings, numbers, booleans and null`);
    return 'null';
  };

  // Read by JsValueCodec.java: a string is passed unchanged, other values as an array of one element, their JSON text.
  const encode = (value) => (typeof value === 'string' ? value : [json(value)]);
  const nothing = () => '';

  // The thrown value may be anything, and reading it may throw.
  const describe = (error) => {
    try {
      const code = typeof error?.code === 'string' ? error.code : '';
      const trace = (error instanceof Error && (error.cause === undefined ? error.stack : inspect(error))) || String(error);
      return [code, String(error?.message ?? error), String(trace)];
    } catch {
      return ['', 'the thrown value cannot be shown', ''];
    }
  };

  Graal.setUnhandledPromiseRejectionHandler((reason) => host.unhandled(describe(reason)[2]));
  delete globalThis.Graal;

  const answerLater = (call, result, read) => {
    Promise.resolve(result)
      .then((value) => call.succeed(read(value)))
      .catch((error) => call.fail(...describe(error)));
  };

  // Ends `call` with what a handler returns: the encoded answer is returned here, or passed to `call` once a promise
  // settles. Exceptions go to GraalScript.java: a catch here, or an async function, would hide the line in which the
  // watchdog stopped a loop. One expression without closures: in the interpreter, a return statement and a captured
  // variable cost as much as the rest of a call.
  const answer = (call, result, read) =>
    typeof result === 'string' || typeof result?.then !== 'function' ? read(result) : answerLater(call, result, read);

  // A promise that Java settles. `start` gets two functions: for the answer, and for a code and a message.
  const promise = (start) =>
    new Promise((resolve, reject) =>
      start(
        resolve,
        (code, message) => reject(Object.assign(new Error(message), { code }))));

  const check = (fine, what) => {
    if (!fine) throw new TypeError(what);
  };
  const checkText = (value, what) => check(typeof value === 'string' && value !== '', `${what} must be a string`);
  const checkHandler = (handler) => check(typeof handler === 'function', 'the handler must be a function');

  // A misspelled option would be ignored: a read without its `after`, a request without its timeout.
  const checkOptions = (unknown, known) => {
    for (const name of Object.keys(unknown)) check(false, `unknown option ${name}; use ${known}`);
  };

  const tools = { inspect, json, encode, nothing, describe, answer, promise, check, checkText, checkHandler, checkOptions };

  const { topics: own, as, withUser } = topics(host.topics, tools);
  const { sql: tables, commit } = sql(host.sql, { ...tools, withUser });

  // Created while the script is loaded, for which the time limit is longer.
  const context = Object.freeze({
    config: JSON.parse(host.config()),
    log: log(host, tools),
    bus: bus(host.bus, tools),
    topics: own,
    sql: tables,
    commit,
    http: http(host.http, { ...tools, as }),
    timers: timers(host.timers, tools),
    fetch: fetch(host.fetch, tools),
  });

  let script;
  const load = async (path) => {
    script = await import(path);
    check(typeof script.start === 'function', `${path}:1 does not export start; add export function start(context) { … }`);
  };
  return {
    context, // for tests of scripts
    describe,
    load: (call, path) => answer(call, load(path), nothing),
    start: (call) => answer(call, script.start(context), nothing),
    stop: (call) => answer(call, script.stop?.(), nothing),
  };
}
