// Topics (GraalTopics.java).
'use strict';
(host, { encode, nothing, answer, promise, check, checkText, checkHandler, checkOptions }) => {
  return Object.freeze({
    append(topic, data, { key = null, ...unknown } = {}) {
      return promise((resolve, reject) => {
        checkOptions(unknown, 'key');
        checkText(topic, 'the topic');
        check(key === null || typeof key === 'string', 'key must be a string');
        host.append(topic, encode(data), key, resolve, reject);
      });
    },
    read(topic, { after = null, limit = null, ...unknown } = {}) {
      return promise((resolve, reject) => {
        checkOptions(unknown, 'after or limit');
        checkText(topic, 'the topic');
        check(after === null || typeof after === 'string', "after must be a position, or '0' for the oldest message");
        check(limit === null || (Number.isInteger(limit) && limit < 2 ** 31), 'limit must be a number from 1 to 1000');
        host.read(topic, after, limit, resolve, reject);
      });
    },
    on(topicOrPrefix, handler) {
      checkText(topicOrPrefix, 'the topic');
      checkHandler(handler);
      const refused = host.on(topicOrPrefix, (call, message) => answer(call, handler(message), nothing));
      check(refused === null, `${topicOrPrefix}: ${refused}`);
    },
  });
}
