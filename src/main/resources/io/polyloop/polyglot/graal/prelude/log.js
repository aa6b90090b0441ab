// The log. Formats values as Node's console does: placeholders such as %s take values, objects are inspected.
'use strict';
(host, { inspect }) => {
  const number = (value) => (typeof value === 'symbol' ? NaN : value);
  const formats = {
    s: (value) => {
      if (typeof value === 'bigint' || Object.is(value, -0)) return inspect(value);
      if (typeof value !== 'object' || value === null) return oneLine(String(value));
      const own = value.toString !== Object.prototype.toString && value.toString !== Array.prototype.toString
        && value.toString !== Error.prototype.toString && typeof value.toString === 'function';
      return own ? oneLine(String(value)) : inspect(value, 0);
    },
    d: (value) => inspect(typeof value === 'bigint' ? value : Number(number(value))),
    i: (value) => inspect(typeof value === 'bigint' ? value : Number.parseInt(number(value), 10)),
    f: (value) => inspect(Number.parseFloat(number(value))),
    j: (value) => {
      try {
        return JSON.stringify(value);
      } catch {
        return '[Circular]';
      }
    },
    o: (value) => inspect(value, 4),
    O: (value) => inspect(value),
    c: () => '',
  };

  // A line break in a text is escaped, so that a text cannot begin a line of the log. Those in an object stay.
  const oneLine = (text) => text.replaceAll('\n', '\\n');

  const reason = (fault) => {
    try {
      return typeof fault.message === 'string' ? fault.message : typeof fault;
    } catch {
      return typeof fault;
    }
  };
  // Showing a value may run its code, which may throw: the rest of the line is logged, and the request continues.
  const safely = (show, value) => {
    try {
      return show(value);
    } catch (fault) {
      return `a value that cannot be shown: ${reason(fault)}`;
    }
  };
  const show = (value) => (typeof value === 'string' ? oneLine(value) : safely(inspect, value));

  const line = ([first, ...rest]) => {
    if (typeof first !== 'string' || rest.length === 0) return [first, ...rest].map(show).join(' ');
    const text = oneLine(first).replace(/%([sdifjoOc%])/g, (all, kind) =>
      (kind === '%' ? '%' : rest.length > 0 ? safely(formats[kind], rest.shift()) : all));
    return [text, ...rest.map(show)].join(' ');
  };

  const logger = (level) => (...values) => host.log(level, values.length === 0 ? '' : line(values));
  const log = Object.freeze({ info: logger('info'), warn: logger('warn'), error: logger('error') });
  // The other methods of GraalJS's console stay: they write text only.
  Object.assign(console, { log: log.info, info: log.info, debug: log.info, warn: log.warn, error: log.error,
    trace: log.error, dir: (value) => log.info(inspect(value)) });
  return log;
}
