/** A refusal of the server in plain words. `action` is what the user wanted to do, such as "publish to chat". */
export function explain({ code, detail }, action) {
  return code === 'forbidden' ? `You may not ${action}: ${detail}.` : `${code}: ${detail}`;
}
