// Routes of the public server (GraalHttp.java).
'use strict';
(host, { json, answer, need, needText, needHandler }) => {
  // Only what came from `response` counts as one: data that happens to have a status is data.
  const responses = new WeakSet();

  const response = (status, body, headers = {}) => {
    need(body === undefined || json(body), 'a body is JSON');
    const made = Object.freeze({ status, headers: Object.freeze({ ...headers }), body });
    const fault = host.fault(json(made));
    need(fault === null, fault);
    responses.add(made);
    return made;
  };

  const read = (value) => [responses.has(value) ? json(value) : `{"status":200,"body":${json(value)}}`];

  const method = (name) => (path, handler) => {
    needText(path, 'a path');
    needHandler(handler);
    const refused = host.route(name, path, (call, request) => answer(call, handler(request), read));
    need(refused === null, refused);
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
