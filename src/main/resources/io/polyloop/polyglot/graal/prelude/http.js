// Routes of the public server (GraalHttp.java).
'use strict';
(host, { as, json, answer, check, checkText, checkHandler }) => {
  // Only the results of `response` are responses: other data with a status is the body.
  const responses = new WeakSet();

  const response = (status, body, headers = {}) => {
    check(body === undefined || json(body), 'the body must be JSON');
    const made = Object.freeze({ status, headers: Object.freeze({ ...headers }), body });
    const fault = host.fault(json(made));
    check(fault === null, fault);
    responses.add(made);
    return made;
  };

  const read = (value) => [responses.has(value) ? json(value) : `{"status":200,"body":${json(value)}}`];

  // The topics are not enumerable: a request can be answered and logged. A body of bytes is beside the JSON.
  const complete = (request, bytes) => {
    if (bytes !== null) request.body = bytes;
    return Object.defineProperty(request, 'topics', { value: as(request.user) });
  };

  // JSON would leave out a member without a value, and with it what the schema demands of the input.
  const stated = (key, value) => {
    check(value !== undefined, `${key} is undefined: give it a value, or leave it out`);
    return value;
  };

  const add = (name, path, options, handler) => {
    const { allow } = options;
    check(typeof (allow ?? '') === 'string', "allow must be 'anyone' or 'scope:<name>'");
    checkText(path, 'the path');
    checkHandler(handler);
    const refused = host.route(name, path, JSON.stringify(options, stated), (call, request, bytes) =>
      answer(call, handler(complete(request, bytes)), read));
    check(refused === null, refused);
  };

  const method = (name) => (path, ...rest) =>
    rest.length > 1 ? add(name, path, ...rest) : add(name, path, {}, ...rest);

  return Object.freeze({
    get: method('GET'),
    post: method('POST'),
    put: method('PUT'),
    delete: method('DELETE'),
    patch: method('PATCH'),
    response,
  });
}
