// @ts-check

/**
 * Watches readings and appends to `alerts.{device}` what passes the threshold of its configuration, `{metric, above}`.
 * @param {import('./index').Context} context
 */
export function start({ config, topics }) {
  const { metric = 'temperature', above = 100 } = config;

  topics.on('readings.*', async ({ topic, seq, data: reading }) => {
    if (reading.metric === metric && reading.value > above) {
      // The reading's place is the key: a reading that is seen twice alerts once.
      await topics.append(`alerts.${reading.device}`, { ...reading, by: 'js' }, { key: `js:${topic}:${seq}` });
    }
  });
}
