import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { once, prepareEngine } from '../laws/replications';

prepareEngine();

/** A service that is usually quick and sometimes not, far from full. */
const design = (hedge: boolean): Design => ({
  version: 1,
  name: 'Hedging cuts the tail',
  nodes: [
    { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate: 400 } } },
    {
      id: 'search',
      kind: 'service',
      params: { replicas: 4, workers: 16, serviceTime: { kind: 'lognormal-mean', mean: '10ms', cv: 2 }, loadBalancing: 'least-in-flight' },
    },
  ],
  links: [
    {
      id: 'query',
      from: 'clients',
      to: 'search',
      policy: hedge ? { hedge: { after: { kind: 'percentile', percentile: 95, start: '30ms' } } } : {},
    },
  ],
});

// Method: one seeded run of 500 s each, 200,000 requests; the effect is many times the spread between seeds.
test('a second attempt after the 95th percentile halves p99.9 and adds one attempt in twenty', () => {
  const runs = { seconds: 500, warmup: 10 };
  const without = once(design(false), 1, runs);
  const hedged = once(design(true), 1, runs);
  const [p999, p999Hedged] = [without, hedged].map(({ requests }) => requests.latency.p999!) as [number, number];
  expect(p999Hedged).toBeLessThan(0.5 * p999);
  const [link] = hedged.links;
  expect(link!.hedges / link!.duration.n).toBeGreaterThan(0.045);
  expect(link!.hedges / link!.duration.n).toBeLessThan(0.055);
  // Losers are told to stop, so there is hardly more work than before.
  const [before, after] = [without, hedged].map(({ nodes }) => nodes.find(({ id }) => id === 'search')!.utilization!) as [number, number];
  expect(after).toBeLessThan(before * 1.02);
});
