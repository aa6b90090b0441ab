// A value as Node.js shows it: util.inspect with its defaults, a depth of 2, 100 items, lines of 80 columns. Rules and
// order are those of Node's lib/internal/util/inspect.js (MIT). A proxy is looked at through its handlers, and whether a
// promise is settled cannot be seen: both check the engine.
'use strict';
(({ hex, escaped, quote, more, pad, primitive }, joined) => {
  const DEPTH = 2;
  const MAX_ITEMS = 100;
  const CUSTOM = Symbol.for('nodejs.util.inspect.custom');
  const NAME = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
  const TypedArray = Object.getPrototypeOf(Uint8Array);
  const BOXES = [Number, String, Boolean, BigInt, Symbol];

  const isInstance = (value, type) => {
    try {
      return value instanceof type;
    } catch {
      return false;
    }
  };

  const constructorOf = (value) => {
    for (let proto = value; proto !== null; proto = Object.getPrototypeOf(proto)) {
      const made = Object.getOwnPropertyDescriptor(proto, 'constructor')?.value;
      if (typeof made === 'function' && made.name !== '' && isInstance(value, made)) return String(made.name);
    }
    const parent = Object.getPrototypeOf(value);
    return parent === null ? null : `Object <${constructorOf(parent) ?? '[Object: null prototype] {}'}>`;
  };

  const tagOf = (value) => {
    const tag = value[Symbol.toStringTag];
    return typeof tag === 'string' && !Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag) ? tag : '';
  };

  // Of what kind it is, in front of its brace: nothing if it is what the brace says.
  const prefix = (made, tag, fallback, size = '') => {
    const name = made === null ? `[${fallback}${size}: null prototype]` : `${made}${size}`;
    return `${name}${tag !== '' && tag !== (made ?? fallback) ? ` [${tag}]` : ''} `;
  };

  const keysOf = (value) => [
    ...Object.keys(value),
    ...Object.getOwnPropertySymbols(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key)),
  ];
  const isIndex = (key) => typeof key === 'string' && /^(0|[1-9][0-9]*)$/.test(key) && key < 2 ** 32 - 1;
  const extraKeys = (value) => keysOf(value).filter((key) => !isIndex(key));

  const inside = (ctx, show) => {
    ctx.indent += 2;
    const shown = show();
    ctx.indent -= 2;
    return shown;
  };

  const keyName = (key, enumerable) => {
    if (typeof key === 'symbol') return `[${escaped(String(key))}]`;
    if (key === '__proto__') return "['__proto__']";
    if (!enumerable) return `[${escaped(key)}]`;
    return NAME.test(key) ? key : quote(key);
  };

  const property = (ctx, value, level, key) => {
    const own = Object.getOwnPropertyDescriptor(value, key) ?? { value: value[key], enumerable: true };
    const name = keyName(key, own.enumerable);
    if (own.get) return `${name}: [Getter${own.set ? '/Setter' : ''}]`;
    if (own.set) return `${name}: [Setter]`;
    return `${name}: ${inside(ctx, () => show(ctx, own.value, level))}`;
  };

  const items = (ctx, values, size, each) => {
    const shown = [];
    for (const value of values) {
      if (shown.length === MAX_ITEMS) break;
      shown.push(inside(ctx, () => each(value)));
    }
    return size > shown.length ? [...shown, more(size - shown.length, 'item')] : shown;
  };

  const array = (ctx, value, level) => {
    const shown = [];
    let index = 0;
    for (const key of Object.keys(value)) {
      if (!isIndex(key) || shown.length >= MAX_ITEMS) break;
      if (+key > index) shown.push(holes(+key - index));
      index = +key;
      if (shown.length === MAX_ITEMS) break;
      shown.push(inside(ctx, () => show(ctx, value[key], level)));
      index++;
    }
    const rest = value.length - index;
    if (rest > 0) shown.push(shown.length < MAX_ITEMS ? holes(rest) : more(rest, 'item'));
    return shown;
  };
  const holes = (count) => `<${count} empty item${count > 1 ? 's' : ''}>`;

  const bytes = (buffer) => {
    const all = new Uint8Array(buffer);
    const shown = Array.from(all.subarray(0, MAX_ITEMS), (byte) => hex(byte, 2).toLowerCase()).join(' ');
    const rest = all.length - MAX_ITEMS;
    return `[Uint8Contents]: <${shown}${rest > 0 ? ` ${more(rest, 'byte')}` : ''}>`;
  };

  const functionBase = (value, made, tag) => {
    const more = tag !== '' && made !== tag ? ` [${tag}]` : '';
    if (/^class\b/.test(Function.prototype.toString.call(value))) {
      const parent = Object.getPrototypeOf(value)?.name;
      const kind = made !== 'Function' && made !== null ? ` [${made}]` : '';
      return `[class ${value.name || '(anonymous)'}${kind}${more}${parent ? ` extends ${parent}` : ''}]`;
    }
    const type = /^\[object (\w*Function)]$/.exec(Object.prototype.toString.call(value))?.[1] ?? 'Function';
    const name = value.name === '' ? ' (anonymous)' : `: ${value.name}`;
    return `[${type}${made === null ? ' (null prototype)' : ''}${name}]`
      + (made !== type && made !== null ? ` ${made}` : '') + more;
  };

  const errorBase = (ctx, error, made, tag, keys) => {
    const name = String(error.name ?? 'Error');
    let stack = error.stack ? String(error.stack) : Error.prototype.toString.call(error);
    for (const known of ['name', 'message', 'stack']) {
      const at = keys.indexOf(known);
      if (at >= 0 && stack.includes(error[known])) keys.splice(at, 1);
    }
    if ('cause' in error && !keys.includes('cause')) keys.push('cause');
    if (Array.isArray(error.errors) && !keys.includes('errors')) keys.push('errors');
    const title = prefix(made, tag, 'Error').slice(0, -1);
    if (name !== title && name.endsWith('Error') && stack.startsWith(name) && /^[:\n]?$/.test(stack[name.length] ?? '')) {
      stack = (title.includes(name) ? title : `${title} [${name}]`) + stack.slice(name.length);
    }
    const past = error.message ? stack.indexOf(error.message) + error.message.length : 0;
    stack = stack.includes('\n    at', past) ? stack : `[${stack}]`;
    return stack.replaceAll('\n', `\n${pad(ctx)}`);
  };

  const boxedBase = (ctx, value, made, tag, type) => {
    const kind = type.name === made ? '' : made === null ? ' (null prototype)' : ` (${made})`;
    return `[${type.name}${kind}: ${primitive(ctx, type.prototype.valueOf.call(value))}]`
      + (tag !== '' && tag !== made ? ` [${tag}]` : '');
  };

  // How a value of this kind is shown: what stands in front, its braces, its own entries, and which keys follow.
  const kindOf = (ctx, value, level, made, tag) => {
    const named = (fallback, size) => prefix(made, tag, fallback, size);
    const sized = (type, size, entries) =>
      ({ open: `${named(type, `(${size})`)}{`, entries, keys: keysOf(value), empty: size === 0 });
    const plainly = (type, base, keys = keysOf(value)) =>
      ({ base: made === type && tag === '' ? base : `${named(type)}${base}`, keys });
    if (Array.isArray(value)) {
      const front = made !== 'Array' || tag !== '' ? named('Array', `(${value.length})`) : '';
      return { open: `${front}[`, list: true, entries: () => array(ctx, value, level + 1), keys: extraKeys(value),
        empty: value.length === 0 };
    }
    if (isInstance(value, TypedArray)) {
      return { open: `${named('', `(${value.length})`)}[`, list: true, keys: extraKeys(value),
        entries: () => items(ctx, value, value.length, (item) => primitive(ctx, item)), empty: value.length === 0 };
    }
    if (isInstance(value, Set)) {
      return sized('Set', value.size, () => items(ctx, value, value.size, (item) => show(ctx, item, level + 1)));
    }
    if (isInstance(value, Map)) {
      return sized('Map', value.size, () => items(ctx, value, value.size, ([key, item]) =>
        `${show(ctx, key, level + 1)} => ${show(ctx, item, level + 1)}`));
    }
    if (typeof value === 'function') return { base: functionBase(value, made, tag), keys: keysOf(value) };
    if (isInstance(value, RegExp)) return plainly('RegExp', RegExp.prototype.toString.call(value));
    if (isInstance(value, Date)) {
      return plainly('Date', Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString());
    }
    if (isInstance(value, Error)) {
      const keys = keysOf(value);
      return { base: errorBase(ctx, value, made, tag, keys), keys };
    }
    if (isInstance(value, ArrayBuffer)) {
      return { open: `${named('ArrayBuffer')}{`, entries: () => [bytes(value)], keys: ['byteLength', ...keysOf(value)] };
    }
    if (isInstance(value, DataView)) {
      return { open: `${named('DataView')}{`, keys: ['byteLength', 'byteOffset', 'buffer', ...keysOf(value)] };
    }
    if (isInstance(value, Promise)) {
      return { open: `${named('Promise')}{`, entries: () => ['<pending>'], keys: keysOf(value) };
    }
    for (const weak of [WeakSet, WeakMap]) {
      if (isInstance(value, weak)) {
        return { open: `${named(weak.name)}{`, entries: () => ['<items unknown>'], keys: keysOf(value) };
      }
    }
    const box = BOXES.find((type) => isInstance(value, type));
    if (box) {
      return { base: boxedBase(ctx, value, made, tag, box), keys: box === String ? extraKeys(value) : keysOf(value) };
    }
    const isArguments = Object.prototype.toString.call(value) === '[object Arguments]';
    const front = isArguments ? '[Arguments] ' : made === 'Object' && tag === '' ? '' : named(tag === 'Module' ? tag : 'Object');
    return { open: `${front}{`, keys: keysOf(value), empty: true };
  };

  const custom = (ctx, value, level) => {
    const own = value[CUSTOM];
    if (typeof own !== 'function' || value.constructor?.prototype === value) return undefined;
    const shown = own.call(value, DEPTH - level, {}, inspect);
    if (shown === value) return undefined;
    return typeof shown === 'string' ? shown.replaceAll('\n', `\n${pad(ctx)}`) : show(ctx, shown, level);
  };

  const circular = (ctx, value) => {
    if (!ctx.circular.has(value)) ctx.circular.set(value, ctx.circular.size + 1);
    return `[Circular *${ctx.circular.get(value)}]`;
  };

  const object = (ctx, value, level) => {
    const made = constructorOf(value);
    const tag = tagOf(value);
    const { base = '', open = '{', list = false, entries, keys, empty = false } = kindOf(ctx, value, level, made, tag);
    const close = list ? ']' : '}';
    if (keys.length === 0 && (base !== '' || empty)) return base !== '' ? base : open + close;
    if (level > DEPTH) {
      const name = prefix(made, tag, 'Object').slice(0, -1);
      return isInstance(value, RegExp) ? base : made === null ? name : `[${name}]`;
    }
    ctx.seen.push(value);
    ctx.deepest = level + 1;
    const output = [...(entries?.() ?? []), ...keys.map((key) => property(ctx, value, level + 1, key))];
    ctx.seen.pop();
    const reference = ctx.circular.has(value) ? `<ref *${ctx.circular.get(value)}>${base && ' '}` : '';
    return joined(ctx, output, reference + base, open, close, list, level + 1, value);
  };

  const show = (ctx, value, level) => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return primitive(ctx, value);
    const shown = custom(ctx, value, level);
    if (shown !== undefined) return shown;
    return ctx.seen.includes(value) ? circular(ctx, value) : object(ctx, value, level);
  };

  const inspect = (value, depth = DEPTH) =>
    show({ indent: 0, deepest: 0, seen: [], circular: new Map() }, value, DEPTH - depth);
  return inspect;
})
