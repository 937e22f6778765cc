import { z } from 'zod';
import { zCount, zDuration } from '../core/fields';

export const assignors = ['range', 'round-robin', 'sticky', 'cooperative-sticky'] as const;
export type Assignor = (typeof assignors)[number];

export const zConsumerGroup = z
  .strictObject({
    assignor: z
      .enum(assignors)
      .default('range')
      .describe(
        'How partitions are shared out among the replicas of the consumer. Range and round robin share out anew each time, sticky moves as few as it can; all three stop the whole group meanwhile. Cooperative-sticky stops only the partitions that move.',
      ),
    commit: z
      .enum(['interval', 'batch', 'record'])
      .default('interval')
      .describe(
        'When a member says how far it has got: now and then, after each batch, or after each record. What is done and not committed is delivered again after a crash.',
      ),
    commitInterval: zDuration({ min: '1ms', max: '1h' })
      .prefault('5s')
      .describe('With commit by interval: the time from one commit to the next.'),
    batch: zCount('records', 1, 100_000)
      .default(500)
      .describe('Most records that a member takes from one partition in a row, before it goes on to its next one.'),
    parallel: zCount('partitions', 1, 1000)
      .default(1)
      .describe('Partitions that one member works on side by side. Within a partition the records are worked on one after the other.'),
    sessionTimeout: zDuration({ min: '1ms', max: '1h' })
      .prefault('45s')
      .describe('A member of which nothing is heard for so long is taken for dead, and its partitions go to others.'),
    rebalanceTime: zDuration({ max: '10min' })
      .prefault('3s')
      .describe('How long a rebalance takes: until every member has heard of it and the partitions are shared out.'),
    pollInterval: zDuration({ min: '1ms', max: '1d' })
      .prefault('5min')
      .describe('A rebalance waits no longer than this for members to finish the records that they have in work.'),
    startAt: z
      .enum(['earliest', 'latest'])
      .default('latest')
      .describe('Where a group begins that is added during the run: at the oldest record that is kept, or with the next one to come.'),
    onFailure: z
      .enum(['retry', 'skip', 'park'])
      .default('retry')
      .describe(
        'What becomes of a record at which the consumer fails. Retry: it is tried for ever, and its partition stands still. Skip, park: after so many deliveries it is passed over; a parked one is kept apart as a dead letter.',
      ),
    maxDeliveries: zCount('deliveries', 1, 1000).default(10).describe('Deliveries before a failing record is skipped or parked.'),
    retryDelay: zDuration({ min: '1ms', max: '1h' }).prefault('1s').describe('Pause before a failed record is delivered again.'),
  })
  .meta({ title: 'Consumer group' });
export type ConsumerGroupParams = z.output<typeof zConsumerGroup>;

/** What a link from a log says that says nothing. */
export const plainGroup: ConsumerGroupParams = zConsumerGroup.parse({});
