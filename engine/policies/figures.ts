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
