// Timers (GraalTimers.java).
'use strict';
(host, { nothing, answer, check, checkHandler }) => {
  const timer = (handler, delay, repeat) => {
    checkHandler(handler);
    check(delay >= 0 && delay < 2 ** 31, 'the delay must be a number of milliseconds below 2^31');
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
