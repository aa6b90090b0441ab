// Requests to other servers (GraalFetch.java), with the interface of fetch in browsers and Node.
'use strict';
(host, { json, promise, check }) => {
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

  // From an object, pairs, or the headers of a response.
  const plain = (headers) => {
    const pairs = Array.isArray(headers) ? headers : typeof headers.entries === 'function' ? headers.entries() : Object.entries(headers);
    return Object.fromEntries(Array.from(pairs, ([name, value]) => [name, String(value)]));
  };

  return async (url, { method = 'GET', headers = {}, body, redirect, ...unknown } = {}) => {
    check(body === undefined || typeof body === 'string', 'the body must be a string; use JSON.stringify');
    // Includes options that JSON cannot represent, such as a signal.
    const others = Object.fromEntries(Object.keys(unknown).filter((name) => unknown[name] !== undefined).map((name) => [name, true]));
    const request = json({ ...others, url: String(url), method: String(method), headers: plain(headers), body, redirect });
    return responseOf(await promise((resolve, reject) => host.fetch(request, resolve, reject)));
  };
}
