import { describe, expect, test } from 'vitest';
import type { Report } from '../../engine/measure/report';
import { theory } from './analytic';
import { delay, lognormal, queue, stream, time } from './designs';
import { latency, over } from './measures';
import { disagreements, LONG, prepareEngine, writtenDown } from './replications';

prepareEngine();

const NAME = 'hedged_request_lognormal_p95';
/** 95th percentile of the latencies, by the reference. [s] */
const P95 = 0.03603847289585011;
const callee = delay('server', lognormal(0.01, 4));
const hedge = (after: object) => ({ hedge: { after, budget: 1 } }) as Parameters<typeof queue>[2];
const ms = (quantity: string): number => theory(NAME, quantity) * 10;

// Times are the reference's × 10 in ms, since ours run a hundred times as fast.
describe('hedging lognormal latencies at their 95th percentile', () => {
  test('without it', { timeout: LONG }, async () => {
    expect(
      await disagreements(queue(stream(500), callee), { seconds: 2, warmup: 0.1 }, [
        { what: 'p99', theory: ms('unhedged_p99_s'), measured: (r) => r.requests.latency.p99, tail: true },
        { what: 'mean', theory: 0.1, measured: latency },
      ]),
    ).toEqual([]);
  });

  const extra = {
    what: 'extra attempts',
    theory: theory(NAME, 'extra_requests_fraction'),
    measured: over('clients-server', (l) => l.hedges / l.duration.n),
    tail: true,
  };
  const p999 = { what: 'p99.9', theory: ms('hedged_p999_s'), measured: (r: Report) => r.requests.latency.p999, tail: true };
  const mean = { what: 'mean', theory: ms('hedged_mean_s'), measured: latency };

  test('after a fixed delay: p99, p99.9, mean and one attempt in twenty more', { timeout: LONG }, async () => {
    const p99 = { what: 'p99', theory: ms('hedged_p99_s'), measured: (r: Report) => r.requests.latency.p99, tail: true };
    const hedged = queue(stream(500), callee, hedge({ kind: 'delay', delay: time(P95) }));
    expect(await disagreements(hedged, { seconds: 4, warmup: 0.1 }, [p99, p999, mean, extra])).toEqual([]);
  });

  test('after the percentile that it follows: as many more, and the same tail', { timeout: LONG }, async () => {
    // The delay wanders about the percentile, which adds about 1 % to the 99th.
    const hedged = queue(stream(500), callee, hedge({ kind: 'percentile', percentile: 95, start: time(P95) }));
    expect(await disagreements(hedged, { seconds: 4, warmup: 0.1 }, [p999, mean, extra])).toEqual([]);
  });
});

writtenDown();
