// Tables, and commits of rows together with messages (GraalSql.java). SqlJson.java reads the parameters.
'use strict';
(host, { json, promise, check, checkOptions, withUser }) => {
  const parameter = (value, place, bytes) => {
    if (typeof value === 'bigint') return { integer: String(value) };
    if (value instanceof Uint8Array) return { bytes: bytes.push(value.slice().buffer) - 1 };
    // JSON would turn these into null: a misspelled property, or a failed computation, would be stored.
    check(value !== undefined, `${place} is undefined; for no value, write null`);
    check(typeof value !== 'number' || Number.isFinite(value), `${place} must be a finite number`);
    check(value === null || ['string', 'number', 'boolean'].includes(typeof value),
      `${place} must be text, a number, a boolean, a BigInt, a Uint8Array or null; write an object as JSON.stringify(…)`);
    return value;
  };

  // What has another shape goes to Java as it is, which names its place.
  const parameters = (values, place, bytes) =>
    Array.isArray(values) ? values.map((value, at) => parameter(value, `${place}[${at}]`, bytes)) : values;
  const list = (items, change) =>
    Array.isArray(items) ? items.map((item, at) => (Array.isArray(item) ? change(item, at) : item)) : items;

  const statement = ([sql, values, ...rest], at, bytes) => {
    check(rest.length === 0 || Number.isInteger(rest[0]), `commit.sql[${at}][2] must be a whole number`);
    return [sql, parameters(values, `commit.sql[${at}][1]`, bytes), ...rest];
  };
  const message = (parts, at) => {
    const data = parts[1];
    check(parts.length < 2 || data !== undefined, `commit.append[${at}][1] is undefined; for no value, write null`);
    return ['function', 'symbol'].includes(typeof data) ? json(data) : parts;
  };

  // `ask` calls Java, which returns null, or what is wrong.
  const asked = (ask) => promise((resolve, reject) => {
    const fault = ask(resolve, reject);
    check(fault === null, fault);
  });
  const ask = (name, sql, values) => asked((resolve, reject) => {
    const bytes = [];
    const command = json({ sql, parameters: parameters(values, 'parameters', bytes) });
    return host[name](command, bytes, resolve, reject);
  });

  return {
    sql: Object.freeze({
      query: (sql, values = []) => ask('query', sql, values),
      update: (sql, values = []) => ask('update', sql, values),
    }),
    commit: (unit, options = {}) => withUser(options, (others, user) => asked((resolve, reject) => {
      checkOptions(others, 'as');
      check(unit instanceof Object && !Array.isArray(unit), 'commit takes an object, as in {sql: […], append: […]}');
      const bytes = [];
      const { sql, append, ...unknown } = unit;
      const statements = list(sql, (parts, at) => statement(parts, at, bytes));
      const given = json({ ...unknown, sql: statements, append: list(append, message) });
      return host.commit(given, bytes, user, resolve, reject);
    })),
  };
}
