// Evaluated first in every script's own Context: makes the `context` that a script sees (src/main/js/index.d.ts) out of
// the Java bridge `host` (ScriptHost.java). Only text and functions cross, so that no side holds objects of the other.
(host) => {
  'use strict';
  const encode = (value) => JSON.stringify(value) ?? 'null';
  const nothing = () => 'null';

  // What was thrown need not be an error, nor even let itself be looked at.
  const tell = (error) => {
    try {
      const code = typeof error?.code === 'string' ? error.code : '';
      const trace = (error instanceof Error && error.stack) || String(error);
      return [code, String(error?.message ?? error), String(trace)];
    } catch {
      return ['', 'something was thrown that cannot be shown', ''];
    }
  };
  const show = (value) =>
    typeof value === 'string' ? value : value instanceof Error ? tell(value)[2] : encode(value);

  Graal.setUnhandledPromiseRejectionHandler((reason) => host.unhandled(tell(reason)[2]));
  delete globalThis.Graal;

  const fail = (call, error) => call.fail(...tell(error));

  // Every piece of a script runs through here, and `call` learns how it ended. What is thrown at once comes back by
  // way of Script.java: a catch here, or an async function, would hide in which line the watchdog stopped a loop.
  const answer = (call, work, read = encode) => {
    const succeed = (value) => call.succeed(read(value));
    const result = work();
    if (typeof result?.then === 'function') {
      Promise.resolve(result).then(succeed).catch((error) => fail(call, error));
    } else {
      succeed(result);
    }
  };

  const need = (fine, what) => {
    if (!fine) throw new TypeError(what);
  };
  const needAddress = (address) => need(typeof address === 'string' && address !== '', 'an address is a string');
  const needHandler = (handler) => need(typeof handler === 'function', 'a handler is a function');

  const bus = Object.freeze({
    consumer(address, handler) {
      needAddress(address);
      needHandler(handler);
      host.consumer(address, (call, body, headers) =>
        answer(call, () => handler(JSON.parse(body), JSON.parse(headers))));
    },
    request(address, body) {
      return new Promise((resolve, reject) => {
        needAddress(address);
        host.request(
          address,
          encode(body),
          (reply) => resolve(JSON.parse(reply)),
          (code, message) => reject(Object.assign(new Error(message), { code })));
      });
    },
    send(address, body) {
      needAddress(address);
      host.send(address, encode(body));
    },
    publish(address, body) {
      needAddress(address);
      host.publish(address, encode(body));
    },
  });

  const timer = (handler, delay, repeat) => {
    needHandler(handler);
    need(delay >= 0 && delay < 2 ** 31, 'a delay is a number of milliseconds, below 2^31');
    return host.timer(Math.max(1, Math.trunc(delay)), repeat, (call) => answer(call, handler, nothing));
  };

  const timers = Object.freeze({
    setTimeout: (handler, delay = 0) => timer(handler, delay, false),
    setInterval: (handler, delay) => timer(handler, delay, true),
    clear(id) {
      if (Number.isSafeInteger(id)) host.clear(id);
    },
  });

  const logger = (level) => (...values) => host.log(level, values.map(show).join(' '));
  const log = Object.freeze({ info: logger('info'), warn: logger('warn'), error: logger('error') });

  let script;
  const load = async (path) => {
    script = await import(path);
    need(typeof script.start === 'function', `${path}:1 exports no start: add export function start(context) { … }`);
  };
  const start = () => script.start(Object.freeze({ config: JSON.parse(host.config()), log, bus, timers }));
  return {
    fail,
    load: (call, path) => answer(call, () => load(path), nothing),
    start: (call) => answer(call, start, nothing),
    stop: (call) => answer(call, () => script.stop?.(), nothing),
  };
}
