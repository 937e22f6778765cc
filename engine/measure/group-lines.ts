import { z } from 'zod';

const records = (what: string) => z.number().describe(`${what} [records]`);

/** How a consumer group stands at the end of a run. Everything counts from the start of the run. */
export const zGroupLine = z.strictObject({
  id: z.string().describe('The link over which the group reads: it is the group.'),
  log: z.string(),
  consumer: z.string(),
  members: z.number().describe('Replicas that are in the group now.'),
  lag: records('Not done yet, over all partitions.'),
  lagSeconds: z.number().describe('Age of the oldest record that is not done. [s]'),
  rebalances: z.number().describe('Times that partitions were shared out anew.'),
  redelivered: records('Delivered once more: after a crash, a rebalance, a failure or a replay.'),
  duplicated: records('Done once more.'),
  outOfOrder: records('Taken after a later one about the same thing.'),
  published: records('That came while the group was there, or lay there for it when it came.'),
  replayed: records('Put before the group once more by a replay.'),
  acked: records('Done and committed.'),
  deadLettered: records('Parked after too many deliveries.'),
  dropped: records('Passed over: skipped after too many deliveries, or by a replay.'),
  expired: records('Removed by retention before they were done.'),
  lost: records('Gone with a broker.'),
  waiting: records('Not taken yet.'),
  inFlight: records('Taken and not committed.'),
  partitions: z.array(
    z.strictObject({
      id: z.string().describe('Number of the partition.'),
      owner: z.number().nullable().describe('Number of the replica that reads it, from 0; null for nobody.'),
      end: z.number().describe('Offset of the next record to come.'),
      committed: z.number().describe('Offset up to which the group has committed.'),
      lag: records('Not done yet.'),
      lagSeconds: z.number().describe('Age of the oldest of them. [s]'),
    }),
  ),
});
export type GroupLine = z.infer<typeof zGroupLine>;

// What measuring needs to know of a group. The simulation's tables have this shape.

interface ShareSubject {
  readonly partition: { readonly index: number; readonly records: { readonly end: number; time(offset: number): number } };
  readonly owner: { readonly number: number } | null;
  /** Of the record in work, and when it came. [ns] */
  readonly message: { readonly arrivedAt: number } | null;
  readonly progress: {
    readonly published: number;
    readonly replayed: number;
    readonly acked: number;
    readonly parked: number;
    readonly skipped: number;
    readonly expired: number;
    readonly lost: number;
    readonly inFlight: number;
    readonly committed: number;
    readonly next: number;
    waiting(end: number): number;
    lag(end: number): number;
  };
}

export interface GroupSubject {
  readonly log: { readonly id: string };
  readonly link: { readonly id: string };
  readonly consumer: { readonly id: string };
  readonly members: readonly { readonly alive: boolean }[];
  readonly rebalances: number;
  readonly redelivered: number;
  readonly duplicated: number;
  readonly outOfOrder: number;
  readonly shares: readonly ShareSubject[];
}

/** @param now [ns] */
export function groupLine(group: GroupSubject, now: number): GroupLine {
  const { shares, log, link, consumer, members, rebalances, redelivered, duplicated, outOfOrder } = group;
  const sum = (read: (share: ShareSubject) => number): number => shares.reduce((total, share) => total + read(share), 0);
  const partitions = shares.map((share) => ({
    id: String(share.partition.index),
    owner: share.owner?.number ?? null,
    end: share.partition.records.end,
    committed: share.progress.committed,
    lag: share.progress.lag(share.partition.records.end),
    lagSeconds: lagOf(share, now) / 1e9,
  }));
  return {
    id: link.id,
    log: log.id,
    consumer: consumer.id,
    members: members.filter(({ alive }) => alive).length,
    lag: partitions.reduce((total, { lag }) => total + lag, 0),
    lagSeconds: Math.max(0, ...partitions.map(({ lagSeconds }) => lagSeconds)),
    rebalances,
    redelivered,
    duplicated,
    outOfOrder,
    published: sum(({ progress }) => progress.published),
    replayed: sum(({ progress }) => progress.replayed),
    acked: sum(({ progress }) => progress.acked),
    deadLettered: sum(({ progress }) => progress.parked),
    dropped: sum(({ progress }) => progress.skipped),
    expired: sum(({ progress }) => progress.expired),
    lost: sum(({ progress }) => progress.lost),
    waiting: sum(({ progress, partition }) => progress.waiting(partition.records.end)),
    inFlight: sum(({ progress }) => progress.inFlight),
    partitions,
  };
}

/** Age of the oldest record that is not done. [ns] */
export function lagOf({ message, progress, partition }: ShareSubject, now: number): number {
  if (message !== null) return now - message.arrivedAt;
  return progress.next < partition.records.end ? now - partition.records.time(progress.next) : 0;
}

/** Whether a group's records are all accounted for, once each. */
export const balances = (line: GroupLine): boolean =>
  line.published + line.replayed ===
  line.acked + line.deadLettered + line.dropped + line.expired + line.lost + line.waiting + line.inFlight;
