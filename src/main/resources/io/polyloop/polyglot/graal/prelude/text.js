// Strings and other primitive values as Node.js shows them (lib/internal/util/inspect.js, MIT): quoted, escaped, bounded.
'use strict';
(() => {
  const WIDTH = 80;
  const MAX_STRING = 10000;
  const UNSAFE = /[\x00-\x1f\\\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  const SHORT = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\\': '\\\\' };

  const hex = (code, digits) => code.toString(16).toUpperCase().padStart(digits, '0');
  const escape = (c) => {
    const code = c.charCodeAt(0);
    return SHORT[c] ?? (code < 256 ? `\\x${hex(code, 2)}` : `\\u${code.toString(16)}`);
  };
  const quote = (text) => {
    const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : /`|\$\{/.test(text) ? "'" : '`';
    const safe = text.replace(UNSAFE, escape);
    return mark + (mark === "'" ? safe.replaceAll("'", "\\'") : safe) + mark;
  };
  const more = (count, what) => `... ${count} more ${what}${count > 1 ? 's' : ''}`;
  const pad = (ctx) => ' '.repeat(ctx.indent);

  const string = (ctx, text) => {
    const trailer = text.length > MAX_STRING ? more(text.length - MAX_STRING, 'character') : '';
    const shown = text.slice(0, MAX_STRING);
    if (shown.length <= 16 || shown.length <= WIDTH - ctx.indent - 4) return quote(shown) + trailer;
    return shown.split(/(?<=\n)/).map(quote).join(` +\n${pad(ctx)}  `) + trailer;
  };

  const primitive = (ctx, value) => {
    switch (typeof value) {
      case 'string': return string(ctx, value);
      case 'bigint': return `${value}n`;
      case 'number': return Object.is(value, -0) ? '-0' : `${value}`;
      default: return String(value);
    }
  };

  return { hex, escaped: (text) => text.replace(UNSAFE, escape), quote, more, pad, primitive };
})()
