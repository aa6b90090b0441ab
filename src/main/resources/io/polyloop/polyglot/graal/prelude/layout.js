// How Node.js lays out entries (lib/internal/util/inspect.js, MIT): on one line, on a line each, or in columns.
'use strict';
(({ pad }) => {
  const WIDTH = 80;
  const MAX_ITEMS = 100;
  const COMPACT = 3;

  // More than six entries of an array are columns.
  const columnsOf = (ctx, output, value) => {
    const count = value.length > MAX_ITEMS && output.length > MAX_ITEMS ? output.length - 1 : output.length;
    const sizes = output.slice(0, count).map((entry) => entry.length);
    const total = sizes.reduce((sum, size) => sum + size + 2, 0);
    const widest = Math.max(...sizes) + 2;
    if (widest * 3 + ctx.indent >= WIDTH || (total / widest <= 5 && widest > 8)) return output;
    const biased = Math.max(widest - 3 - Math.sqrt(widest - total / output.length), 1);
    const columns = Math.min(Math.round(Math.sqrt(2.5 * biased * count) / biased),
      Math.floor((WIDTH - ctx.indent) / widest), COMPACT * 4, 15);
    if (columns <= 1) return output;
    const widths = Array.from({ length: columns }, (_, column) =>
      Math.max(...sizes.filter((_size, at) => at % columns === column)) + 2);
    const numbers = output.every((_, at) => typeof value[at] === 'number' || typeof value[at] === 'bigint');
    const lines = [];
    for (let at = 0; at < count; at += columns) {
      const line = output.slice(at, Math.min(at + columns, count));
      lines.push(line.map((entry, column) => {
        const last = column === line.length - 1;
        const text = last ? entry : `${entry}, `;
        if (numbers) return text.padStart(widths[column] - (last ? 2 : 0));
        return last ? text : text.padEnd(widths[column]);
      }).join(''));
    }
    return [...lines, ...output.slice(count)];
  };

  const joined = (ctx, output, base, open, close, list, level, value) => {
    const lines = list && output.length > 6 ? columnsOf(ctx, output, value) : output;
    const front = base ? `${base} ` : '';
    if (ctx.deepest - level < COMPACT && lines.length === output.length) {
      const taken = 2 * lines.length + ctx.indent + open.length + base.length + 10;
      const length = lines.reduce((sum, line) => sum + line.length, taken);
      const line = lines.join(', ');
      if (taken + lines.length <= WIDTH && length <= WIDTH && !`${base}${line}`.includes('\n')) {
        return `${front}${open} ${line} ${close}`;
      }
    }
    const next = `\n${pad(ctx)}`;
    return `${front}${open}${next}  ${lines.join(`,${next}  `)}${next}${close}`;
  };

  return joined;
})
