// @ts-check

/**
 * Appends readings to `alerts.{device}` if they exceed the threshold in its configuration, `{metric, above}`.
 * @param {import('./index').Context} context
 */
export function start({ config, topics }) {
  const { metric = 'temperature', above = 100 } = config;

  topics.on('readings.*', async ({ topic, seq, data: reading }) => {
    if (reading.metric === metric && reading.value > above) {
      // With the reading's position as key, a reading that is received twice alerts once.
      await topics.append(`alerts.${reading.device}`, { ...reading, by: 'js' }, { key: `js:${topic}:${seq}` });
    }
  });
}
