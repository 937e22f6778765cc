import { describe, expect, test } from 'vitest';
import type { Design, DesignFault, DesignLink } from '../../engine/design/schema';
import { once, prepareEngine } from '../laws/replications';

prepareEngine();

type Retry = NonNullable<NonNullable<DesignLink['policy']>['retry']>;
const stubborn: Retry = { attempts: 3, backoff: '20ms', cap: '100ms' };

/** 70 requests a second to a server that can do 100, whose callers wait for 200 ms and try three times. */
const design = (retry: Retry, faults: DesignFault[] = []): Design => ({
  version: 1,
  name: 'Two states under one load',
  nodes: [
    { id: 'clients', kind: 'client', params: { traffic: { kind: 'open', rate: 70 } } },
    {
      id: 'server',
      kind: 'service',
      params: { replicas: 1, workers: 1, queueLimit: 100, serviceTime: { kind: 'exponential', mean: '10ms' } },
    },
  ],
  links: [{ id: 'call', from: 'clients', to: 'server', policy: { timeout: '200ms', retry } }],
  faults,
});
const traffic = (id: string, factor: number, startAfter: string, duration: string): DesignFault => ({
  id,
  action: 'traffic-surge',
  target: { node: 'clients' },
  params: { factor },
  startAfter,
  duration,
});
const surge = traffic('surge', 4, '20s', '10s');

/** Share of requests answered from `warmup` on. [s] */
function answered(of: Design, warmup: number): number {
  const { ok, arrived } = once(of, 1, { seconds: 60, warmup }).requests;
  return ok / arrived;
}

// Method: one seeded run each, some 4,200 requests; the states lie far apart.
describe('a metastable failure', () => {
  test('before the surge nearly all is answered', () => {
    expect(answered(design(stubborn), 10)).toBeGreaterThan(0.99);
  });

  test('long after the surge, under the same load as before it, hardly anything is', () => {
    expect(answered(design(stubborn, [surge]), 120)).toBeLessThan(0.1);
  });

  test('it ends when load is shed for a while, and the same load is borne again', () => {
    expect(answered(design(stubborn, [surge, traffic('shed', 0.2, '60s', '10s')]), 80)).toBeGreaterThan(0.99);
  });

  test('it ends by itself where retries are budgeted', () => {
    expect(answered(design({ ...stubborn, budget: { ratio: 0.1, cap: 10 } }, [surge]), 60)).toBeGreaterThan(0.97);
  });
});
