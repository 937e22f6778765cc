import { expect, test } from 'vitest';
import { zTraffic } from '../nodes/client/traffic';
import { designTraffic } from './design-traffic';
import { readTrace } from './trace';

function traffic(text: string) {
  const trace = readTrace(text);
  if (!trace.ok) throw new Error(JSON.stringify(trace.problems));
  return { trace: trace.value, written: designTraffic(trace.value) };
}

test.each([
  'time_ms\n0\n1.000001\n99999.123456\n',
  'time_s,service_us,journey,entity,tenant\n1,5,buy,3,acme\n2,,,,\n',
  'time_s,rate\n0,10\n60,35.5\n',
])('read back from the design it is what the table said: %j', (text) => {
  const { trace, written } = traffic(text);
  if (!written.ok) throw new Error(JSON.stringify(written.problems));
  expect(zTraffic.parse(JSON.parse(JSON.stringify(written.value)))).toEqual(trace);
});

test('what is too long for a design is refused, and the remedy says where it can be replayed', () => {
  const rows = (n: number, row: (i: number) => string) => Array.from({ length: n }, (_, i) => row(i)).join('\n');
  expect(traffic(`time_ms\n${rows(19_000, (i) => `${i}`)}`).written.ok).toBe(true);
  for (const text of [
    `time_ms\n${rows(19_001, (i) => `${i}`)}`,
    `time_ms,a_ms,b_ms\n${rows(6334, (i) => `${i},1,1`)}`,
    `time_ms,rate\n${rows(5001, (i) => `${i},1`)}`,
  ])
    expect(traffic(text).written).toMatchObject({
      ok: false,
      problems: [{ code: 'recording-too-long', remedy: expect.stringContaining('--trace') }],
    });
});
