import { describe, expect, test } from 'vitest';
import type { DesignNode } from '../../engine/design/schema';
import { theory } from './analytic';
import { delay, design, link, station, stream, time } from './designs';
import { node } from './measures';
import { disagreements, LONG, once, prepareEngine, writtenDown } from './replications';

prepareEngine();

type QueueParams = NonNullable<Extract<DesignNode, { kind: 'queue' }>['params']>;
/** A producer that takes no time, a queue, and its consumer. */
const pipeline = (traffic: DesignNode, params: QueueParams, consumer: DesignNode) =>
  design(
    [traffic, delay('producer', '0ms'), { id: 'queue', kind: 'queue', params }, consumer],
    [link('clients', 'producer'), link('producer', 'queue'), link('queue', consumer.id)],
  );

describe('dead letters', () => {
  test.each([
    { p: 0.2, max: 3, seconds: 25 },
    { p: 0.5, max: 5, seconds: 7 },
  ])('at most $max deliveries, each failing with $p', { timeout: LONG }, async ({ p, max, seconds }) => {
    const name = `dlq_p${p}_max${max}`;
    const letters = pipeline(stream(50), { maxDeliveries: max, redeliveryDelay: '0ms', prefetch: 1000 }, delay('consumer', time(0.001), p));
    expect(
      await disagreements(letters, { seconds, warmup: 0.1 }, [
        { what: `${name} dead`, theory: theory(name, 'dlq_fraction'), measured: node('queue', (n) => n.errorShare), tail: true },
        {
          what: `${name} deliveries`,
          theory: theory(name, 'mean_deliveries'),
          measured: (r) => (node('consumer', (n) => n.rate)(r) ?? NaN) / (node('queue', (n) => n.rate)(r) ?? NaN),
        },
      ]),
    ).toEqual([]);
  });
});

test.each([1, 2, 5, 20])('a prefetch window of %i: min(1 / S, P / (S + R)), exactly', (prefetch) => {
  const name = 'prefetch_window_throughput';
  const at = [1, 2, 5, 20].indexOf(prefetch);
  const traffic: DesignNode = { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate: 400 } } };
  const base = pipeline(traffic, { prefetch, capacity: 1_000_000 }, station('consumer', '4ms', { queueLimit: 100 }));
  const links = base.links!.map((l) => (l.id === 'queue-consumer' ? { ...l, network: { latency: '5ms' } } : l));
  // 70 s hold whole cycles of 14 ms, and of 4 ms.
  const report = once({ ...base, links }, 1, { seconds: 70, warmup: 7 });
  const done = report.nodes.find((n) => n.id === 'queue')!.throughput;
  expect(Math.abs(done - theory(name, 'throughput_per_s', at)) * 70).toBeLessThanOrEqual(prefetch);
});

writtenDown();
