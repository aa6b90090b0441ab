// Lines of the log, in the words of Node's console: a text with %s and the like takes values, objects are inspected.
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

  // A line break of a text is its own, and no line of the log; those between the lines of an object stay.
  const oneLine = (text) => text.replaceAll('\n', '\\n');
  const show = (value) => (typeof value === 'string' ? oneLine(value) : inspect(value));

  const format = ([first, ...rest]) => {
    if (typeof first !== 'string' || rest.length === 0) return [first, ...rest].map(show).join(' ');
    const text = oneLine(first).replace(/%([sdifjoOc%])/g, (all, kind) =>
      (kind === '%' ? '%' : rest.length > 0 ? formats[kind](rest.shift()) : all));
    return [text, ...rest.map(show)].join(' ');
  };

  // What is logged may look at itself while it is shown, or throw; the request goes on.
  const line = (values) => {
    try {
      return values.length === 0 ? '' : format(values);
    } catch (fault) {
      return `a value that cannot be shown: ${typeof fault?.message === 'string' ? fault.message : typeof fault}`;
    }
  };

  const logger = (level) => (...values) => host.log(level, line(values));
  const log = Object.freeze({ info: logger('info'), warn: logger('warn'), error: logger('error') });
  // Node's console has more; of GraalJS's own, which writes text only, the rest stays as it is.
  Object.assign(console, { log: log.info, info: log.info, debug: log.info, warn: log.warn, error: log.error,
    trace: log.error, dir: (value) => log.info(inspect(value)) });
  return log;
}
