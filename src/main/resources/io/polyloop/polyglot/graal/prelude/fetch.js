// Requests to other servers (GraalFetch.java), in the shape of the fetch that browsers and Node have.
'use strict';
(host, { json, promise, need }) => {
  const headersOf = (plain) =>
    Object.freeze({
      get: (name) => plain[String(name).toLowerCase()] ?? null,
      has: (name) => Object.hasOwn(plain, String(name).toLowerCase()),
      entries: () => Object.entries(plain).values(),
    });

  const responseOf = ({ status, headers, body }) =>
    Object.freeze({
      status,
      ok: status >= 200 && status < 300,
      headers: headersOf(Object.assign(Object.create(null), headers)),
      text: async () => body,
      json: async () => JSON.parse(body),
    });

  return async (url, { method = 'GET', headers = {}, body } = {}) => {
    need(body === undefined || typeof body === 'string', 'a body is text: make one with JSON.stringify');
    const request = json({ url: String(url), method: String(method), headers: { ...headers }, body });
    return responseOf(await promise((resolve, reject) => host.fetch(request, resolve, reject)));
  };
}
