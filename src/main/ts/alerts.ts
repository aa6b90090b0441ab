import type { Context } from '../js/index';

interface Reading {
  device: string;
  metric: string;
  value: number;
  unit?: string;
}

/** Appends readings to `alerts.{device}` if they exceed the threshold in its configuration, `{metric, above}`. */
export function start({ config, topics }: Context): void {
  const { metric = 'temperature', above = 100 } = config;

  topics.on('readings.*', async ({ topic, seq, data }) => {
    const reading: Reading = data;
    if (reading.metric === metric && reading.value > above) {
      // With the reading's position as key, a reading that is received twice alerts once.
      await topics.append(`alerts.${reading.device}`, { ...reading, by: 'ts' }, { key: `ts:${topic}:${seq}` });
    }
  });
}
