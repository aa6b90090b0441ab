// Timers (GraalTimers.java).
'use strict';
(host, { nothing, answer, need, needHandler }) => {
  const timer = (handler, delay, repeat) => {
    needHandler(handler);
    need(delay >= 0 && delay < 2 ** 31, 'a delay is a number of milliseconds, below 2^31');
    return host.start(Math.max(1, Math.trunc(delay)), repeat, (call) => answer(call, handler(), nothing));
  };
  return Object.freeze({
    setTimeout: (handler, delay = 0) => timer(handler, delay, false),
    setInterval: (handler, delay) => timer(handler, delay, true),
    clear(id) {
      if (Number.isSafeInteger(id)) host.clear(id);
    },
  });
}
