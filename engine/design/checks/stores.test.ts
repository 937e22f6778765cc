import { describe, expect, test } from 'vitest';
import type { StepInput } from '../step-schema';
import { cache, design, fault, link, node, operations, shopWith, told, users } from './told';

describe('stores', () => {
  const database = (params: object, id = 'db') => node(id, 'database', { params });
  const steps = (...more: StepInput[]) => operations({ kind: 'write', link: 'shop-db' }, ...more);
  const keeping = (params: object, more: object = steps()) => shopWith(more, [database(params)], [link('shop', 'db')]);
  const keyValue = (params: object) => shopWith({}, [node('kv', 'key-value', { params })], [link('shop', 'kv')]);
  const two = (of: object, other: object) =>
    design(
      [users, node('shop', 'service', of), node('bank', 'service', other), database({})],
      [link('users', 'shop'), link('users', 'bank'), link('shop', 'db'), link('bank', 'db')],
    );
  const writing = (from: string) => operations({ kind: 'write', link: `${from}-db` });

  test.each([
    ['two that write', two(writing('shop'), writing('bank')), ['warning shared-store nodes.db']],
    [
      'one that writes and one that reads',
      two(writing('shop'), operations({ kind: 'read', link: 'bank-db' })),
      ['warning shared-store nodes.db'],
    ],
    ['two that call', two({}, {}), ['warning shared-store nodes.db']],
    [
      'a cache before it is no other owner',
      design(
        [users, node('shop'), cache, database({})],
        [link('users', 'shop'), link('shop', 'cache'), link('cache', 'db'), link('shop', 'db')],
      ),
      [],
    ],
    ['async failover', keeping({ replication: { failover: {} } }), ['warning failover-loses-writes nodes.db.params.replication.mode']],
    ['semi-sync failover', keeping({ replication: { mode: 'semi-sync', failover: {} } }), []],
    [
      'more acks than replicas',
      keeping({ replication: { mode: 'semi-sync', replicas: 1, acks: 2 } }),
      ['warning more-acks-than-replicas nodes.db.params.replication.acks'],
    ],
    ['nothing written', keeping({ replication: {} }, {}), ['warning nothing-replicated nodes.db.params.replication']],
    [
      'a read of what was just written, at a replica',
      keeping({ replication: { reads: 'replicas' } }, steps({ kind: 'read', link: 'shop-db' })),
      ['warning read-misses-own-write nodes.shop.operations.0.steps.1.consistency'],
    ],
    [
      'the same for its own writes',
      keeping({ replication: { reads: 'replicas' } }, steps({ kind: 'read', link: 'shop-db', consistency: 'own-writes' })),
      [],
    ],
    ['the same at the primary', keeping({ replication: {} }, steps({ kind: 'read', link: 'shop-db' })), []],
    ['one shard', keeping({ shards: { by: 'hash', count: 1 } }), ['warning one-shard nodes.db.params.shards.count']],
    [
      'splits that fall',
      keeping({ shards: { by: 'range', count: 3, splits: [9, 5] } }),
      ['error splits-not-rising nodes.db.params.shards.splits.1'],
    ],
    [
      'too few splits',
      keeping({ shards: { by: 'range', count: 3, splits: [9] } }),
      ['warning splits-and-shards nodes.db.params.shards.splits'],
    ],
    ['R + W = N', keyValue({ quorum: { n: 3, r: 1, w: 2 } }), ['warning stale-reads-possible nodes.kv.params.quorum.r']],
    ['R + W > N', keyValue({ quorum: { n: 3, r: 2, w: 2 } }), []],
    [
      'more copies than nodes',
      keyValue({ nodes: 2, quorum: { n: 3, r: 2, w: 2 } }),
      ['warning more-copies-than-nodes nodes.kv.params.quorum.n'],
    ],
    ['R above N', keyValue({ quorum: { n: 3, r: 4, w: 2 } }), ['warning quorum-above-copies nodes.kv.params.quorum.r']],
    [
      'a fault of databases on a service',
      shopWith({}, [], [], fault('primary-failure', { node: 'shop' })),
      ['error fault-on-wrong-kind faults.f.target'],
    ],
  ])('%s', (_, of, problems) => {
    expect(told(of)).toEqual(problems);
  });
});
