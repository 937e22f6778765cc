import { z } from 'zod';
import { zBytes, zCount, zDuration } from '../../core/fields';
import { defineNode } from '../definition';

export const log = defineNode({
  kind: 'log',
  title: 'Log',
  group: 'messaging',
  role: 'log',
  description:
    'Keeps events in order, partition by partition. Every outgoing link is a consumer group that reads all of them at its own pace.',
  alsoCalled: 'kafka stream events partition',
  params: z.strictObject({
    partitions: zCount('partitions', 1, 1000)
      .default(6)
      .describe(
        'Parts in which order is kept. A group works on at most so many side by side. Fewer of them after an edit: the others are read to their end.',
      ),
    partitioner: z
      .enum(['key', 'round-robin'])
      .default('key')
      .describe(
        'Where a message goes. Key: all that is about one entity goes to one partition, so it stays in order; where clients draw no entities, all that comes of one request. Round robin: to each in turn, which is even and keeps no order.',
      ),
    retention: zDuration({ min: '1ms', max: '3650d' })
      .optional()
      .describe('Age at which records are removed, read or not. Kept for ever when left out.'),
    retentionBytes: zBytes()
      .optional()
      .describe('Size of a partition beyond which its oldest records are removed. No bound when left out.'),
    capacity: zCount('records', 1, 10_000_000)
      .default(1_000_000)
      .describe(
        'Most records that a partition holds in a simulation; beyond it the oldest are removed, as by retention, and the timeline says so.',
      ),
    brokers: zCount('brokers', 1, 100).default(3).describe('Machines that keep the log. Partitions are led by them in turn.'),
    replication: zCount('copies', 1, 10).default(3).describe('Copies of each partition, at most one on a broker.'),
    acks: z
      .enum(['all', 'leader'])
      .default('all')
      .describe('When a message counts as stored. Leader: what the other copies do not have yet is lost with the leader.'),
    replicationDelay: zDuration({ max: '1h' }).prefault('0ms').describe('Time until all copies have a record. Consumers see it only then.'),
    electionTime: zDuration({ max: '1h' })
      .prefault('5s')
      .describe(
        'When the broker that leads a partition is lost: time until another copy leads. Until then the partition takes and gives nothing.',
      ),
  }),
  model: (p) => ({
    role: 'log',
    partitions: p.partitions,
    keyed: p.partitioner === 'key',
    retention: p.retention ?? Infinity,
    retentionBytes: p.retentionBytes ?? Infinity,
    capacity: p.capacity,
    brokers: p.brokers,
    copies: Math.min(p.replication, p.brokers),
    acks: p.acks,
    replicationDelay: p.replicationDelay,
    electionTime: p.electionTime,
    figures: ['rebalances', 'records-redelivered', 'records-repeated', 'records-out-of-order', 'records-parked'],
  }),
});
