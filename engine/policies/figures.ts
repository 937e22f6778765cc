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
  'lost-writes': {
    title: 'Lost writes',
    kind: 'count',
    unit: 'writes',
    definition: 'Writes that were acknowledged, and that the source had not confirmed when they were given up or the cache died.',
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
} as const satisfies Record<string, ShareDefinition>;
type ShareId = keyof typeof shares;
const shareIds = Object.keys(shares) as ShareId[];

/** Place of a figure in `Figures`, for whoever counts. */
export const figure = Object.fromEntries(figureIds.map((id, place) => [id, place])) as Record<FigureId, number>;

/** Everything that a node may show beyond its stats: figures, then shares, in the order of the columns of a frame. */
export const shownFigures: readonly (
  | ({ readonly id: FigureId } & FigureDefinition)
  | ({ readonly id: ShareId; readonly kind: 'share' } & ShareDefinition)
)[] = [...figureIds.map((id) => ({ id, ...figures[id] })), ...shareIds.map((id) => ({ id, kind: 'share' as const, ...shares[id] }))];
