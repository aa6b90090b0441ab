// Topics (GraalTopics.java): of the service, and of the user of a request.
'use strict';
(host, { json, encode, nothing, answer, promise, check, checkText, checkHandler, checkOptions }) => {
  const append = (topic, data, { key = null, ...unknown }, user, known = 'key') =>
    promise((resolve, reject) => {
      checkOptions(unknown, known);
      checkText(topic, 'the topic');
      check(key === null || typeof key === 'string', 'key must be a string');
      host.append(topic, encode(data), key, user, resolve, reject);
    });

  const read = (topic, { after = null, limit = null, ...unknown }, user, known = 'after or limit') =>
    promise((resolve, reject) => {
      checkOptions(unknown, known);
      checkText(topic, 'the topic');
      check(after === null || typeof after === 'string', "after must be a position, or '0' for the oldest message");
      check(limit === null || (Number.isInteger(limit) && limit < 2 ** 31), 'limit must be a number from 1 to 1000');
      host.read(topic, after, limit, user, resolve, reject);
    });

  // What a request's user is given as: without one, a script must not act as the service, which is null for the host.
  const textOf = (user) => json(user ?? null);

  // Calls with the options that are left, and with the user that `as` names, if it is there.
  const withUser = (options, call) => {
    if (!('as' in Object(options))) return call(options, null);
    const { as, ...others } = options;
    return call(others, textOf(as));
  };

  class UserTopics {
    #user;

    constructor(user) {
      this.#user = user;
    }

    append(topic, data, options = {}) {
      return append(topic, data, options, textOf(this.#user));
    }

    read(topic, options = {}) {
      return read(topic, options, textOf(this.#user));
    }
  }

  return {
    as: (user) => new UserTopics(user),
    withUser,
    topics: Object.freeze({
      append: (topic, data, options = {}) =>
        withUser(options, (others, user) => append(topic, data, others, user, 'key or as')),
      read: (topic, options = {}) =>
        withUser(options, (others, user) => read(topic, others, user, 'after, limit or as')),
      on(topicOrPrefix, handler) {
        checkText(topicOrPrefix, 'the topic');
        checkHandler(handler);
        const refused = host.on(topicOrPrefix, (call, message) => answer(call, handler(message), nothing));
        check(refused === null, `${topicOrPrefix}: ${refused}`);
      },
    }),
  };
}
