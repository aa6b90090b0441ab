// Requests to other servers (GraalFetch.java), in the shape of the fetch that browsers and Node have.
'use strict';
(host, { json, promise, need }) => {
  const headersOf = (plain) =>
    Object.freeze({
      get: (name) => plain[String(name).toLowerCase()] ?? null,
      has: (name) => Object.hasOwn(plain, String(name).toLowerCase()),
      entries: () => Object.entries(plain).values(),
    });

  const responseOf = ({ status, headers, body, url, redirected }) =>
    Object.freeze({
      status,
      url,
      redirected,
      ok: status >= 200 && status < 300,
      headers: headersOf(Object.assign(Object.create(null), headers)),
      text: async () => body,
      json: async () => JSON.parse(body),
    });

  // Names and values, as an object, pairs or what an answer has.
  const plain = (headers) => {
    const pairs = Array.isArray(headers) ? headers : typeof headers.entries === 'function' ? headers.entries() : Object.entries(headers);
    return Object.fromEntries(Array.from(pairs, ([name, value]) => [name, String(value)]));
  };

  return async (url, { method = 'GET', headers = {}, body, redirect, ...unknown } = {}) => {
    need(body === undefined || typeof body === 'string', 'a body is text: make one with JSON.stringify');
    // Also those that JSON has no word for, such as a signal that is expected to cancel the request.
    const others = Object.fromEntries(Object.keys(unknown).filter((name) => unknown[name] !== undefined).map((name) => [name, true]));
    const request = json({ ...others, url: String(url), method: String(method), headers: plain(headers), body, redirect });
    return responseOf(await promise((resolve, reject) => host.fetch(request, resolve, reject)));
  };
}
