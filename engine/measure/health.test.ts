import { expect, test } from 'vitest';
import type { NodeColumn } from './columns';
import { healthOf, withFaults } from './health';

const well = {
  arrivals: 100,
  throughput: 100,
  failures: 0,
  errorShare: 0,
  goodput: 100,
  utilization: 0.4,
  queueWait: 0.1,
  service: 5,
  replicasUp: 2,
  queueShare: 0,
  rejections: 0,
  backlog: 0,
  inFlight: 3,
  samples: 100,
};
const health = (role: 'source' | 'server' | 'queue', over: Partial<Record<NodeColumn, number>> = {}) =>
  healthOf(role, (column) => (({ ...well, ...over }) as Partial<Record<NodeColumn, number>>)[column] ?? Number.NaN);

test.each([
  ['server', {}, 'healthy'],
  ['server', { utilization: 0.75 }, 'busy'],
  ['server', { queueWait: 12 }, 'busy'],
  ['server', { utilization: 0.99 }, 'saturated'],
  ['server', { rejections: 3 }, 'saturated'],
  ['server', { errorShare: 0.2, failures: 20, utilization: 1 }, 'failing'],
  ['server', { replicasUp: 0, errorShare: 1 }, 'down'],
  ['server', { arrivals: 0, throughput: 0, inFlight: 0, errorShare: Number.NaN, utilization: 0 }, 'idle'],
  // A third party without a bound on workers has no utilization.
  ['server', { utilization: Number.NaN }, 'healthy'],
  ['source', {}, 'healthy'],
  ['source', { goodput: 50 }, 'failing'],
  ['source', { arrivals: 0, throughput: 0, goodput: 0, samples: 0, inFlight: 50 }, 'saturated'],
  ['queue', { backlog: 10 }, 'healthy'],
  ['queue', { backlog: 50_000 }, 'saturated'],
] as const)('a %s with %o is %s', (role, over, expected) => {
  expect(health(role, over)).toBe(expected);
});

test('before the first frame nothing is known', () => {
  for (const role of ['source', 'server', 'queue'] as const) expect(healthOf(role, () => Number.NaN)).toBe('idle');
});

test('a fault shows in the word, unless something worse does', () => {
  expect(withFaults('healthy', [])).toBe('healthy');
  expect(withFaults('healthy', ['added-latency'])).toBe('slowed');
  expect(withFaults('busy', ['slow-down', 'error-rate'])).toBe('faulty');
  expect(withFaults('failing', ['added-latency'])).toBe('failing');
});
