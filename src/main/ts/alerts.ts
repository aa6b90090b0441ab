import type { Context } from '../js/index';

interface Reading {
  device: string;
  metric: string;
  value: number;
  unit?: string;
}

/** Watches readings and appends to `alerts.{device}` what passes the threshold of its configuration, `{metric, above}`. */
export function start({ config, topics }: Context): void {
  const { metric = 'temperature', above = 100 } = config;

  topics.on('readings.*', async ({ topic, seq, data }) => {
    const reading: Reading = data;
    if (reading.metric === metric && reading.value > above) {
      // The reading's place is the key: a reading that is seen twice alerts once.
      await topics.append(`alerts.${reading.device}`, { ...reading, by: 'ts' }, { key: `ts:${topic}:${seq}` });
    }
  });
}
