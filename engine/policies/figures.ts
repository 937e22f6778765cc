// What is measured at nodes of some kinds only: look-ups of caches, lag of logs, locks of databases … What all nodes have is in stats.ts.
// A new one is a line here; report, terminal, frames and inspector show whatever figures a node has.

export interface FigureDefinition {
  readonly title: string;
  /** Count: adds up. Level: goes up and down. Time: a duration, with percentiles. [ns inside, ms outside] */
  readonly kind: 'count' | 'level' | 'time';
  /** What is counted; a level in seconds says `s`. */
  readonly unit: string;
  readonly definition: string;
}

export const figures = {
  hits: { title: 'Hits', kind: 'count', unit: 'look-ups', definition: 'Look-ups that found their key.' },
  misses: { title: 'Misses', kind: 'count', unit: 'look-ups', definition: 'Look-ups that did not find their key.' },
  'negative-hits': {
    title: 'Negative hits',
    kind: 'count',
    unit: 'look-ups',
    definition: 'Hits that said that the source has nothing for the key.',
  },
  'stale-hits': {
    title: 'Stale hits',
    kind: 'count',
    unit: 'look-ups',
    definition: 'Hits on an entry older than the newest version that the system of record had committed.',
  },
  loads: { title: 'Loads', kind: 'count', unit: 'look-ups', definition: 'Look-ups that asked the source because of a miss.' },
  coalesced: {
    title: 'Coalesced',
    kind: 'count',
    unit: 'look-ups',
    definition: 'Look-ups that waited for a load of the same key that was under way, and so did not ask the source.',
  },
  'misses-loaded': {
    title: 'Misses loaded',
    kind: 'count',
    unit: 'look-ups',
    definition: 'Look-ups at a cache beside it that missed, after which it did the steps for a miss.',
  },
  'misses-shared': {
    title: 'Misses shared',
    kind: 'count',
    unit: 'look-ups',
    definition:
      'Look-ups at a cache beside it that missed while the same replica loaded the same key: they waited, and shared how that ended.',
  },
  expired: { title: 'Expired', kind: 'count', unit: 'entries', definition: 'Entries that were asked for after their time to live was up.' },
  evictions: { title: 'Evictions', kind: 'count', unit: 'entries', definition: 'Entries that went to make room for others.' },
  entries: {
    title: 'Entries',
    kind: 'level',
    unit: 'entries',
    definition: 'Entries held, those included whose time is up and for which nobody has asked since.',
  },
  'writes-behind': {
    title: 'Writes behind',
    kind: 'count',
    unit: 'writes',
    definition: 'Writes acknowledged before the source had them: flushed, lost, or not written yet.',
  },
  flushed: { title: 'Flushed', kind: 'count', unit: 'writes', definition: 'Writes behind that the source has confirmed.' },
  unwritten: {
    title: 'Not written yet',
    kind: 'level',
    unit: 'writes',
    definition: 'Writes that were acknowledged and that the source has not confirmed.',
  },
  'fresh-reads': { title: 'Fresh reads', kind: 'count', unit: 'reads', definition: 'Reads that saw every write committed before them.' },
  'stale-reads': {
    title: 'Stale reads',
    kind: 'count',
    unit: 'reads',
    definition: 'Reads that missed a write of their thing that had been committed before.',
  },
  'missed-own-writes': {
    title: 'Missed own writes',
    kind: 'count',
    unit: 'reads',
    definition: 'Of the stale reads: what they missed had been seen or written by the same request.',
  },
  'replication-lag': {
    title: 'Replication lag',
    kind: 'time',
    unit: 'ms',
    definition: 'From the commit of a write until a replica has it; one sample for each write and replica.',
  },
  'replication-backlog': {
    title: 'Replication backlog',
    kind: 'level',
    unit: 'writes',
    definition: 'Writes that the replica furthest behind lacks, looked at whenever a write is committed.',
  },
  'ack-wait': {
    title: 'Wait for replicas',
    kind: 'time',
    unit: 'ms',
    definition: 'Semi-sync: from the commit of a write until enough replicas have it, or until it went on without.',
  },
  unsynced: {
    title: 'Unsynced writes',
    kind: 'count',
    unit: 'writes',
    definition: 'Semi-sync: writes that were answered although too few replicas had them.',
  },
  failovers: { title: 'Failovers', kind: 'count', unit: '', definition: 'Times that a replica took the place of its primary.' },
  'lost-writes': {
    title: 'Lost writes',
    kind: 'count',
    unit: 'writes',
    definition:
      'Writes that were acknowledged and are gone. A cache: its source had not confirmed them when they were given up or the cache died. A database: the new primary had never got them when it took over.',
  },
  'lost-things': {
    title: 'Things with lost writes',
    kind: 'count',
    unit: 'things',
    definition: 'Different things that lost a write, added up over the failovers.',
  },
  'lock-wait': {
    title: 'Lock wait',
    kind: 'time',
    unit: 'ms',
    definition: 'Time that writes waited for the lock on their row. Only those that had to wait.',
  },
  'lock-waiting': { title: 'Waiting for locks', kind: 'level', unit: 'writes', definition: 'Writes that wait for the lock on their row.' },
  'hottest-shard-queries': {
    title: 'Queries to the hottest shard',
    kind: 'count',
    unit: 'queries',
    definition: 'Queries to the shard that has had most in the run so far.',
  },
  'other-shard-queries': { title: 'Queries to other shards', kind: 'count', unit: 'queries', definition: 'Queries to all other shards.' },
  'write-conflicts': {
    title: 'Write conflicts',
    kind: 'count',
    unit: 'writes',
    definition:
      'Writes that began at one node while another node had a write of the same thing under way: neither knows of the other, and one is overwritten.',
  },
  'read-repairs': {
    title: 'Read repairs',
    kind: 'count',
    unit: 'copies',
    definition: 'Old copies that a read met and had brought up to date.',
  },
  hints: {
    title: 'Hinted writes',
    kind: 'count',
    unit: 'copies',
    definition: 'Copies that another node kept for an owner that was down.',
  },
  duplicates: {
    title: 'Duplicates',
    kind: 'count',
    unit: 'calls',
    definition: 'Calls and messages that the inbox had done already: answered well and not done again.',
  },
  conflicts: {
    title: 'Conflicts',
    kind: 'count',
    unit: 'calls',
    definition: 'Calls and messages that the inbox refused, since the same one was being done.',
  },
  'sagas-started': {
    title: 'Sagas begun',
    kind: 'count',
    unit: 'sagas',
    definition: 'Sagas whose first write of progress is done, or that keep none.',
  },
  'sagas-running': {
    title: 'Sagas running',
    kind: 'level',
    unit: 'sagas',
    definition: 'Sagas on their way forward, those that wait for a replica included.',
  },
  'sagas-compensating': { title: 'Sagas compensating', kind: 'level', unit: 'sagas', definition: 'Sagas that are being undone.' },
  'sagas-stuck': {
    title: 'Sagas stuck',
    kind: 'level',
    unit: 'sagas',
    definition:
      'Sagas that stand half-way and that nobody will move: a compensation failed for good, or a crash met one that keeps no progress.',
  },
  'sagas-done': { title: 'Sagas done', kind: 'count', unit: 'sagas', definition: 'Sagas that came to their end.' },
  'sagas-compensated': { title: 'Sagas compensated', kind: 'count', unit: 'sagas', definition: 'Sagas that were undone.' },
  'sagas-resumed': {
    title: 'Sagas taken over',
    kind: 'count',
    unit: 'sagas',
    definition: 'Times that another replica took up a saga whose replica had died.',
  },
  'outbox-committed': {
    title: 'Outbox: committed',
    kind: 'count',
    unit: 'messages',
    definition: 'Messages that were committed together with a write.',
  },
  'outbox-waiting': {
    title: 'Outbox: waiting',
    kind: 'level',
    unit: 'messages',
    definition: 'Messages committed and not yet noted as published.',
  },
  'outbox-delay': {
    title: 'Outbox: delay',
    kind: 'time',
    unit: 'ms',
    definition: 'From the commit to the relay’s publishing, each time that it publishes.',
  },
  'outbox-again': {
    title: 'Outbox: published again',
    kind: 'count',
    unit: 'messages',
    definition: 'Times that a message went back to be published again: it was lost on its way, or the relay died before it had noted it.',
  },
  // Of a queue, topic or log: published = acked + dead-lettered + expired + dropped + lost + waiting + in flight, at every moment.
  published: {
    title: 'Published',
    kind: 'count',
    unit: 'messages',
    definition: 'Messages that came to it; each subscriber’s copy counts.',
  },
  acked: { title: 'Acked', kind: 'count', unit: 'messages', definition: 'Messages that a consumer has worked on and acknowledged.' },
  'dead-lettered': {
    title: 'Dead letters',
    kind: 'count',
    unit: 'messages',
    definition: 'Messages that were given up because consumers failed at them too often, or rejected them.',
  },
  'messages-expired': { title: 'Expired', kind: 'count', unit: 'messages', definition: 'Messages that waited longer than they may.' },
  'messages-dropped': {
    title: 'Dropped',
    kind: 'count',
    unit: 'messages',
    definition: 'Messages refused or dropped because it was full, or because nobody subscribes.',
  },
  'messages-lost': {
    title: 'Lost',
    kind: 'count',
    unit: 'messages',
    definition: 'Messages that a fault, or an edit of the design, took away.',
  },
  'messages-waiting': {
    title: 'Waiting',
    kind: 'level',
    unit: 'messages',
    definition: 'Messages that wait to be delivered, those in the pause before a redelivery included.',
  },
  'messages-in-flight': {
    title: 'Unacked',
    kind: 'level',
    unit: 'messages',
    definition: 'Messages that are delivered and not acknowledged yet.',
  },
  redelivered: {
    title: 'Redelivered',
    kind: 'count',
    unit: 'deliveries',
    definition: 'Deliveries of messages that had been delivered before.',
  },
  duplicated: {
    title: 'Duplicated',
    kind: 'count',
    unit: 'messages',
    definition: 'Messages that had been worked on and were delivered once more, since their acknowledgement got lost.',
  },
  rebalances: { title: 'Rebalances', kind: 'count', unit: '', definition: 'Times that a group of readers shared out its partitions anew.' },
  'records-redelivered': {
    title: 'Redelivered',
    kind: 'count',
    unit: 'records',
    definition: 'Records delivered once more: after a crash, a rebalance, a failure or a replay.',
  },
  'records-repeated': { title: 'Done again', kind: 'count', unit: 'records', definition: 'Records that were done once more.' },
  'records-out-of-order': {
    title: 'Out of order',
    kind: 'count',
    unit: 'records',
    definition: 'Records taken after a later one about the same thing.',
  },
  'records-parked': {
    title: 'Parked',
    kind: 'count',
    unit: 'records',
    definition: 'Records put aside, or passed over, after too many deliveries.',
  },
} as const satisfies Record<string, FigureDefinition>;

export type FigureId = keyof typeof figures;
export const figureIds = Object.keys(figures) as FigureId[];

/** A part of a whole, of counts. */
export interface ShareDefinition {
  readonly title: string;
  readonly of: FigureId;
  /** All that it is a share of, itself included. */
  readonly among: readonly FigureId[];
  readonly definition: string;
}

const shares = {
  'stale-share': {
    title: 'Stale share of hits',
    of: 'stale-hits',
    among: ['hits'],
    definition: 'Hits that were older than the system of record, divided by hits.',
  },
  'hit-ratio': { title: 'Hit ratio', of: 'hits', among: ['hits', 'misses'], definition: 'Hits divided by look-ups.' },
  'stale-read-share': {
    title: 'Stale share of reads',
    of: 'stale-reads',
    among: ['stale-reads', 'fresh-reads'],
    definition: 'Stale reads divided by reads.',
  },
  'hottest-shard-share': {
    title: 'Hottest shard',
    of: 'hottest-shard-queries',
    among: ['hottest-shard-queries', 'other-shard-queries'],
    definition: 'Share of the queries that went to the shard that had had most.',
  },
} as const satisfies Record<string, ShareDefinition>;
/** What is worked out only when somebody looks, frame by frame: a level of this moment. Reports tell it in tables of their own. */
export interface ViewDefinition {
  readonly title: string;
  readonly unit: string;
  readonly definition: string;
}

const views = {
  lag: { title: 'Lag', unit: 'records', definition: 'Records that the group that is furthest behind has not done.' },
  'lag-time': { title: 'Lag in time', unit: 's', definition: 'Age of the oldest record that some group has not done.' },
} as const satisfies Record<string, ViewDefinition>;
export type ViewId = keyof typeof views;
const viewIds = Object.keys(views) as ViewId[];

type ShareId = keyof typeof shares;
const shareIds = Object.keys(shares) as ShareId[];

/** Place of a figure in `Figures`, for whoever counts. */
export const figure = Object.fromEntries(figureIds.map((id, place) => [id, place])) as Record<FigureId, number>;

/** Everything that a node may show beyond its stats: figures, shares and views, in the order of the columns of a frame. */
export const shownFigures: readonly (
  | ({ readonly id: FigureId } & FigureDefinition)
  | ({ readonly id: ShareId; readonly kind: 'share' } & ShareDefinition)
  | ({ readonly id: ViewId; readonly kind: 'view' } & ViewDefinition)
)[] = [
  ...figureIds.map((id) => ({ id, ...figures[id] })),
  ...shareIds.map((id) => ({ id, kind: 'share' as const, ...shares[id] })),
  ...viewIds.map((id) => ({ id, kind: 'view' as const, ...views[id] })),
];
