// Lines of the log, as console.log makes them but for objects, which are shown as JSON.
'use strict';
(host, { json, tell }) => {
  const show = (value) =>
    typeof value === 'string' ? value : value instanceof Error ? tell(value)[2] : json(value);
  const logger = (level) => (...values) => host.log(level, values.map(show).join(' '));
  return Object.freeze({ info: logger('info'), warn: logger('warn'), error: logger('error') });
}
