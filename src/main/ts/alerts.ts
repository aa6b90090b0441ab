import type { Context } from '../js/index';

interface Reading {
  device: string;
  metric: string;
  value: number;
  unit?: string;
}

/** Watches readings and appends to `alerts.{device}` what passes the threshold of its configuration, `{metric, above}`. */
export function start({ config, bus }: Context): void {
  const { metric = 'temperature', above = 100 } = config;

  bus.consumer('topic.readings.*', async ({ topic, seq, data: reading }: { topic: string; seq: number; data: Reading }) => {
    if (reading.metric === metric && reading.value > above) {
      // The reading's place is the key: a reading that is seen twice alerts once.
      const alert = { topic: `alerts.${reading.device}`, key: `ts:${topic}:${seq}`, data: { ...reading, by: 'ts' } };
      await bus.request('journal.append', alert);
    }
  });
}
