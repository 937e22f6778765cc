import { expect, test } from 'vitest';
import type { Design } from '../design/schema';
import type { Report } from './report';
import { run } from '../simulate/run';

/** Three services in a row, each with so few workers that a slow last one holds them all within a fraction of a second. */
const chain = (ids: readonly [string, string, string]): Design => ({
  version: 1,
  name: 'chain',
  run: { duration: '30s', warmup: '5s' },
  nodes: [
    { id: 'users', kind: 'client', params: { traffic: { kind: 'open', arrivals: 'constant', rate: 100 } } },
    ...ids.map((id) => ({ id, kind: 'service' as const, params: { replicas: 1, workers: 4, serviceTime: '5ms' } })),
  ],
  links: [
    { id: 'a', from: 'users', to: ids[0] },
    { id: 'b', from: ids[0], to: ids[1] },
    { id: 'c', from: ids[1], to: ids[2] },
  ],
});

function degradedIn(design: Design): Report['degraded'] {
  const result = run(design);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value.degraded;
}

const slow = (node: string): Design['faults'] => [
  { id: 'slow', action: 'slow-down', target: { node }, params: { factor: 100 }, startAfter: '15.2s' },
];

test('a quiet system has nothing that degraded', () => {
  expect(degradedIn(chain(['front', 'middle', 'back']))).toEqual([]);
});

test.each([
  ['the file lists callers first', ['front', 'middle', 'back']],
  ['their ids come in another order', ['z', 'y', 'x']],
] as const)('within one second a callee stands before its callers, also where %s', (_, ids) => {
  const degraded = degradedIn({ ...chain(ids), faults: slow(ids[2]) });
  expect(new Set(degraded.map(({ at }) => at)).size).toBe(1);
  expect(degraded.map(({ subject }) => subject)).toEqual(ids.toReversed());
});

test('what degraded in an earlier second stands first', () => {
  // The front fails by itself long before the back turns slow.
  const faults: Design['faults'] = [
    { id: 'errors', action: 'error-rate', target: { node: 'front' }, params: { share: 0.2 }, startAfter: '11s' },
    ...(slow('back') ?? []),
  ];
  expect(degradedIn({ ...chain(['front', 'middle', 'back']), faults }).map(({ subject }) => subject)).toEqual(['front', 'back', 'middle']);
});
