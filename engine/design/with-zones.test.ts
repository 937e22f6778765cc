import { expect, test } from 'vitest';
import { apply } from './edits';
import { check } from './resolve';
import type { Design } from './schema';

const design: Design = {
  version: 1,
  name: 'shop',
  zones: [
    { id: 'a', region: 'eu' },
    { id: 'b', region: 'eu' },
    { id: 'far', region: 'us' },
  ],
  zoneLatency: {
    crossZone: '1ms',
    pairs: [
      { one: 'eu', other: 'us', latency: '40ms' },
      { one: 'a', other: 'b', latency: '2ms' },
    ],
  },
  nodes: [
    { id: 'users', kind: 'client', zones: ['far'] },
    { id: 'shop', kind: 'service', zones: ['a', 'b'] },
  ],
  links: [{ id: 'in', from: 'users', to: 'shop' }],
  faults: [
    { id: 'dark', action: 'zone-loss', target: { zone: 'far' } },
    { id: 'split', action: 'partition', target: { zones: { one: ['eu'], other: ['us'] } } },
    { id: 'here', action: 'partition', target: { zones: { one: ['a'], other: ['b'] } } },
    { id: 'sides', action: 'partition', target: { nodes: { one: ['users'], other: ['shop'] } } },
    { id: 'slow', action: 'slow-down', target: { node: 'shop' } },
  ],
};
const errors = (of: Design) => check(of).filter(({ severity }) => severity === 'error');

test('a zone that goes takes with it what spoke of it, and nothing else', () => {
  expect(errors(design)).toEqual([]);
  const after = apply(design, { kind: 'set-zones', zones: design.zones!.slice(0, 2) });
  expect(errors(after)).toEqual([]);
  expect(after.nodes).toEqual([{ id: 'users', kind: 'client', zones: [] }, design.nodes![1]]);
  expect(after.nodes![1]).toBe(design.nodes![1]);
  expect(after.zoneLatency).toEqual({ crossZone: '1ms', pairs: [{ one: 'a', other: 'b', latency: '2ms' }] });
  expect(after.faults!.map(({ id }) => id)).toEqual(['here', 'sides', 'slow']);
});

test('without zones nothing of them is left in the document', () => {
  const after = apply(design, { kind: 'set-zones', zones: [], latency: {} });
  expect(errors(after)).toEqual([]);
  expect([after.zones, after.zoneLatency, after.faults!.map(({ id }) => id)]).toEqual([undefined, undefined, ['sides', 'slow']]);
});

test('a node that goes takes the partitions with it that name it', () => {
  const after = apply(design, { kind: 'remove-node', id: 'users' });
  expect(errors(after)).toEqual([]);
  expect(after.faults!.map(({ id }) => id)).not.toContain('sides');
});

const broken: readonly (readonly [string, Partial<Design>, string])[] = [
  ['a zone of a node', { nodes: [{ id: 'x', kind: 'service', zones: ['nowhere'] }] }, 'node-in-missing-zone'],
  ['two zones of a client', { nodes: [{ id: 'users', kind: 'client', zones: ['a', 'b'] }] }, 'one-zone-only'],
  ['a latency', { zoneLatency: { pairs: [{ one: 'eu', other: 'mars' }] } }, 'latency-of-missing-zone'],
  ['a lost zone', { faults: [{ id: 'f', action: 'zone-loss', target: { zone: 'eu' } }] }, 'fault-on-missing-target'],
  ['a loss of something else', { faults: [{ id: 'f', action: 'zone-loss', target: { node: 'shop' } }] }, 'fault-on-wrong-target'],
  [
    'a partition',
    { faults: [{ id: 'f', action: 'partition', target: { zones: { one: ['a'], other: ['mars'] } } }] },
    'fault-on-missing-target',
  ],
  ['two zones of one name', { zones: [{ id: 'a' }, { id: 'a' }] }, 'duplicate-id'],
];
test.each(broken)('%s that cannot be is said', (_, more, code) => {
  const found = errors({ ...design, links: [], faults: [], zoneLatency: {}, ...more });
  expect(found.map((problem) => problem.code)).toContain(code);
});
