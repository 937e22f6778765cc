import { expect, test } from 'vitest';
import type { DesignNode } from '../../engine/design/schema';
import { run } from '../../engine/simulate/run';

// docs/phenomena/coordinated-omission.md tells of these numbers.

/** A server that needs 10 ms and stalls once for 10 s, for 100 s under about 10 requests a second. */
function measured(traffic: NonNullable<Extract<DesignNode, { kind: 'client' }>['params']>['traffic']) {
  const result = run({
    version: 1,
    name: 'Stall',
    run: { duration: '100s', warmup: '0s' },
    nodes: [
      { id: 'clients', kind: 'client', params: { traffic } },
      { id: 'server', kind: 'service', params: { replicas: 1, workers: 1, queueLimit: 10_000, serviceTime: '10ms' } },
    ],
    links: [{ id: 'clients-server', from: 'clients', to: 'server', protocol: 'local' }],
    // Whoever is at work when it begins is at work until it ends.
    faults: [
      { id: 'stall', action: 'slow-down', target: { node: 'server' }, params: { factor: 1000 }, startAfter: '50050ms', duration: '100ms' },
    ],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.requests;
}

test('a closed loop asks nothing during the stall, so it counts it once; an open stream counts everybody who met it', () => {
  // One user who asks again 90 ms after each answer: 10 requests a second, as long as there are answers.
  const closed = measured({ kind: 'closed', users: 1, thinkTime: '90ms' });
  const open = measured({ kind: 'open', arrivals: 'constant', rate: 10 });

  // 90 s without the stall hold 900 requests; one more lasted 10 s.
  expect(Math.abs(closed.arrived - 901)).toBeLessThanOrEqual(1);
  expect(Math.abs(closed.latency.p99! / 10 - 1)).toBeLessThan(0.01);
  expect(Math.abs(closed.latency.max! / 10_000 - 1)).toBeLessThan(0.01);
  expect(Math.abs(closed.latency.mean! / (10 + 10_000 / 901) - 1)).toBeLessThan(0.01);

  // Who comes t after its beginning waits 10 s − 0.9 t, since for λ s = 0.1 of the time the server works off others: 11.1 of the 100 s are
  // hit, and latencies there spread evenly from 10 s to nothing.
  const hit = 10 / 0.9 / 100;
  expect(open.arrived).toBe(1000);
  expect(Math.abs(open.latency.p50! / 10 - 1)).toBeLessThan(0.01);
  expect(Math.abs(open.latency.p90! / (10_000 * (1 - 0.1 / hit)) - 1)).toBeLessThan(0.1);
  expect(Math.abs(open.latency.p99! / (10_000 * (1 - 0.01 / hit)) - 1)).toBeLessThan(0.02);
  expect(Math.abs(open.latency.mean! / (hit * 5000 + 10) - 1)).toBeLessThan(0.02);
});
