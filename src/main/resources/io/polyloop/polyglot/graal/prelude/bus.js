// The event bus (GraalBus.java).
'use strict';
(host, { json, encode, answer, promise, check, checkText, checkHandler, checkOptions }) => {
  const none = Object.freeze({});
  const delivery = ({ timeout, headers = {}, ...unknown } = {}) => {
    checkOptions(unknown, 'timeout or headers');
    check(timeout === undefined || (Number.isInteger(timeout) && timeout > 0), 'timeout must be a whole number of milliseconds, at least 1');
    const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    return json({ timeout, headers: Object.fromEntries(texts) });
  };
  return Object.freeze({
    consumer(address, handler) {
      checkText(address, 'the address');
      checkHandler(handler);
      host.consumer(address, (call, body, headers) => answer(call, handler(body, headers ?? none), encode));
    },
    request(address, body, options) {
      return promise((resolve, reject) => {
        checkText(address, 'the address');
        host.request(address, encode(body), delivery(options), resolve, reject);
      });
    },
    send(address, body, options) {
      checkText(address, 'the address');
      host.send(address, encode(body), delivery(options));
    },
    publish(address, body, options) {
      checkText(address, 'the address');
      host.publish(address, encode(body), delivery(options));
    },
  });
}
