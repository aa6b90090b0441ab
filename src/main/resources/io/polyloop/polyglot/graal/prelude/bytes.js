// Uint8Arrays as Base64 for URLs without padding (RFC 4648, section 5), as which Vert.x writes bytes into JSON.
'use strict';
(() => {
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const VALUES = new Uint8Array(128);
  [...DIGITS].forEach((digit, value) => { VALUES[digit.charCodeAt(0)] = value; });

  const encode = (bytes) => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 3) {
      const group = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
      text += DIGITS[group >> 18] + DIGITS[(group >> 12) & 63] + DIGITS[(group >> 6) & 63] + DIGITS[group & 63];
    }
    return text.slice(0, Math.ceil((bytes.length * 4) / 3));
  };

  const valueAt = (text, at) => VALUES[text.charCodeAt(at)];
  // What is beyond the end of the array is ignored.
  const decode = (text) => {
    const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
    for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
      const group = (valueAt(text, from) << 18) | (valueAt(text, from + 1) << 12)
        | (valueAt(text, from + 2) << 6) | valueAt(text, from + 3);
      bytes[to] = group >> 16;
      bytes[to + 1] = group >> 8;
      bytes[to + 2] = group;
    }
    return bytes;
  };

  return { encode, decode };
})()
