// Topics (GraalTopics.java).
'use strict';
(host, { encode, nothing, answer, promise, need, needText, needHandler, needNone }) => {
  return Object.freeze({
    append(topic, data, { key = null, ...unknown } = {}) {
      return promise((resolve, reject) => {
        needNone(unknown, 'key');
        needText(topic, 'a topic');
        need(key === null || typeof key === 'string', 'a key is a string');
        host.append(topic, encode(data), key, resolve, reject);
      });
    },
    read(topic, { after = null, limit = null, ...unknown } = {}) {
      return promise((resolve, reject) => {
        needNone(unknown, 'after or limit');
        needText(topic, 'a topic');
        need(after === null || typeof after === 'string', "after is a position, or '0' for the oldest");
        need(limit === null || (Number.isInteger(limit) && limit < 2 ** 31), 'limit is a number from 1 to 1000');
        host.read(topic, after, limit, resolve, reject);
      });
    },
    on(topicOrPrefix, handler) {
      needText(topicOrPrefix, 'a topic');
      needHandler(handler);
      const refused = host.on(topicOrPrefix, (call, message) => answer(call, handler(message), nothing));
      need(refused === null, `${topicOrPrefix}: ${refused}`);
    },
  });
}
