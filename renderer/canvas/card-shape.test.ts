import { expect, test } from 'vitest';
import type { DesignNode } from '../../engine/design/schema';
import { shapeOf } from './card-shape';

test.each<[DesignNode, string | undefined, string | undefined]>([
  [{ id: 'a', kind: 'database', params: { connections: 40 } }, '40 conn', '40 connections'],
  [
    { id: 'a', kind: 'database', params: { connections: 1, shards: { by: 'hash', count: 4 }, replication: { replicas: 2 } } },
    '4×1 conn',
    '4 shards of 1 connection each, 2 replicas beside each primary',
  ],
  [
    { id: 'a', kind: 'key-value', params: { quorum: { n: 3, r: 1, w: 2 } } },
    'N3 R1 W2',
    '3 copies of each thing; a read asks 1, a write waits for 2; strict quorum',
  ],
  [
    { id: 'a', kind: 'log', params: { partitions: 12, brokers: 3, replication: 3 } },
    '12 part',
    '12 partitions on 3 brokers, 3 copies of each',
  ],
  [{ id: 'a', kind: 'service' }, undefined, undefined],
])('%j', (node, text, title) => {
  expect(shapeOf(node)?.text).toBe(text);
  expect(shapeOf(node)?.title).toBe(title);
});
