// Routes of the public server (GraalHttp.java).
'use strict';
(host, { json, answer, check, checkText, checkHandler }) => {
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

  const method = (name) => (path, handler) => {
    checkText(path, 'the path');
    checkHandler(handler);
    const refused = host.route(name, path, (call, request) => answer(call, handler(request), read));
    check(refused === null, refused);
  };

  return Object.freeze({
    get: method('GET'),
    post: method('POST'),
    put: method('PUT'),
    delete: method('DELETE'),
    patch: method('PATCH'),
    response,
  });
}
