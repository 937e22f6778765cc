import { z } from 'zod';
import { zDistribution } from '../core/distribution';
import { zCount, zDuration } from '../core/fields';

// What stores do with the things that they keep: copies, shards, locks and quorums.

export const zFailover = z
  .strictObject({
    after: zDuration({ max: '1h' })
      .prefault('10s')
      .describe('From the death of a primary until a replica has taken its place: to notice, to choose, to switch.'),
  })
  .meta({ title: 'Failover' });

export const zReplication = z
  .strictObject({
    replicas: zCount('replicas', 1, 15).default(2).describe('Copies beside the primary, each with its own connections.'),
    mode: z
      .enum(['async', 'semi-sync'])
      .default('async')
      .describe('Async: a write is answered once the primary has it. Semi-sync: once replicas have it too.'),
    acks: zCount('replicas', 1, 15).default(1).describe('Semi-sync: replicas that must have a write before it is answered.'),
    ackTimeout: zDuration({ min: '1ms', max: '1h' })
      .prefault('10s')
      .describe(
        'Semi-sync: a write that has waited this long is answered without, and no further one waits until enough replicas are there again.',
      ),
    lag: zDistribution
      .prefault('20ms')
      .describe('Time from the commit of a write to the moment when a replica has it, drawn for each replica.'),
    apply: z
      .enum(['in-order', 'independent'])
      .default('in-order')
      .describe(
        'In order: a replica has a write only after all writes before it, so one that is late holds up the rest. Independent: each comes by itself, and the newest that has come is read.',
      ),
    reads: z
      .enum(['primary', 'replicas', 'nearest'])
      .default('primary')
      .describe(
        'Where reads go: to the primary; to the replicas in turn, to the primary only when none is up; to the nearest copy by zone. A read step that asks for the latest goes to the primary, one that asks for its own writes to a copy that has them.',
      ),
    failover: zFailover
      .optional()
      .describe('A replica takes the place of a primary that has died. Left out: writes fail until the primary is back.'),
  })
  .meta({ title: 'Replication' });

export const zShards = z.discriminatedUnion('by', [
  z
    .strictObject({
      by: z.literal('hash'),
      count: zCount('shards', 1, 200).default(4).describe('Parts that the things are spread over, each with its own primary and replicas.'),
    })
    .meta({ title: 'By hash' }),
  z
    .strictObject({
      by: z.literal('range'),
      count: zCount('shards', 1, 200).default(4).describe('Parts that the things are spread over, each with its own primary and replicas.'),
      keys: zCount('things', 1, 1_000_000_000)
        .default(10_000)
        .describe('Numbers 0 to this are cut into even ranges; things with higher numbers lie in the last one.'),
      splits: z
        .array(zCount('', 1, 1_000_000_000))
        .max(199)
        .optional()
        .describe('First number of each range after the first, rising, in place of even ranges. Even when left out.'),
    })
    .meta({ title: 'By range' }),
]);

export const zRowLocks = z
  .strictObject({
    timeout: zDuration({ min: '1ms', max: '1h' })
      .prefault('50s')
      .describe('A write that has waited this long for the lock on its row fails. It keeps its connection while it waits.'),
  })
  .meta({ title: 'Row locks' });

export const zQuorum = z
  .strictObject({
    n: zCount('copies', 1, 7).default(3).describe('N: nodes that keep a copy of each thing.'),
    r: zCount('copies', 1, 7).default(2).describe('R: copies that must answer a read.'),
    w: zCount('copies', 1, 7).default(2).describe('W: copies that must have a write before it is answered.'),
    mode: z
      .enum(['strict', 'sloppy'])
      .default('strict')
      .describe(
        'Strict: only the owners of a thing count. Sloppy: in place of an owner that is down another node takes the write, and hands it over when the owner is back.',
      ),
    readRepair: z.boolean().default(true).describe('A read that meets an old copy has the newest one written there.'),
    timeout: zDuration({ min: '1ms', max: '1h' })
      .prefault('1s')
      .describe('A read or write that has waited this long for its copies fails.'),
  })
  .meta({ title: 'Quorum' });

export type ReplicationParams = z.output<typeof zReplication>;
export type ShardsParams = z.output<typeof zShards>;
export type RowLocksParams = z.output<typeof zRowLocks>;
export type QuorumParams = z.output<typeof zQuorum>;
