// The event bus (GraalBus.java).
'use strict';
(host, { json, encode, answer, promise, need, needText, needHandler, needNone }) => {
  const none = Object.freeze({});
  const delivery = ({ timeout, headers = {}, ...unknown } = {}) => {
    needNone(unknown, 'timeout or headers');
    need(timeout === undefined || (Number.isInteger(timeout) && timeout > 0), 'a timeout is milliseconds, at least 1');
    const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    return json({ timeout, headers: Object.fromEntries(texts) });
  };
  return Object.freeze({
    consumer(address, handler) {
      needText(address, 'an address');
      needHandler(handler);
      host.consumer(address, (call, body, headers) => answer(call, handler(body, headers ?? none), encode));
    },
    request(address, body, options) {
      return promise((resolve, reject) => {
        needText(address, 'an address');
        host.request(address, encode(body), delivery(options), resolve, reject);
      });
    },
    send(address, body, options) {
      needText(address, 'an address');
      host.send(address, encode(body), delivery(options));
    },
    publish(address, body, options) {
      needText(address, 'an address');
      host.publish(address, encode(body), delivery(options));
    },
  });
}
