import type { HistogramTotals } from '../core/histogram';
import { shownFigures, type ViewId } from '../policies/figures';
import { type Figures, shareSince } from './figures';
import type { FigureBlock } from './frame';
import { type GroupSubject, lagOf } from './group-lines';

/** What figures are read from. */
export interface FigureSubject {
  readonly stats: { readonly figures: Figures | null };
  /** Who reads it; logs only. */
  readonly groups?: readonly GroupSubject[];
}

/** Where the figures stood at an earlier tick. */
export interface FigureLook {
  readonly values: readonly (Float64Array | null)[];
  readonly times: ReadonlyMap<number, HistogramTotals>;
}

/**
 * Figures as columns: counts per second and shares over the last second, levels of this moment, means of the times recorded in the last
 * second [ms]; NaN where there is nothing. Only the pairs of node and figure that can have one get a column.
 */
export class FigureRecorder {
  private readonly pairs: number[] = [];
  private readonly known = new Set<number>();
  private rows: Float64Array[] = [];

  constructor(private readonly subjects: readonly FigureSubject[]) {}

  /** Adds a row. @param now [ns] @param seconds time since the look [s] */
  tick(now: number, since: FigureLook | undefined, seconds: number): void {
    this.search();
    this.rows.push(Float64Array.from(this.pairs, (pair) => this.valueOf(pair, now, since, seconds)));
  }

  look(): FigureLook {
    const times = new Map<number, HistogramTotals>();
    for (const pair of this.pairs) {
      const histogram = this.figuresOf(pair).times(pair % shownFigures.length);
      if (histogram !== null) times.set(pair, histogram.totals());
    }
    return { values: this.subjects.map(({ stats }) => stats.figures?.values.slice() ?? null), times };
  }

  /** The rows since the last call, in buffers of their own. */
  take(): FigureBlock {
    const width = this.pairs.length;
    const values = new Float64Array(this.rows.length * width).fill(Number.NaN);
    // Rows from before a pair came are shorter.
    this.rows.forEach((row, tick) => values.set(row, tick * width));
    this.rows = [];
    return { pairs: Float64Array.from(this.pairs), values };
  }

  /** Forgets the oldest row, which nobody took. */
  dropOldest(): void {
    this.rows.shift();
  }

  dropAll(): void {
    this.rows = [];
  }

  private figuresOf(pair: number): Figures {
    return this.subjects[Math.floor(pair / shownFigures.length)]!.stats.figures!;
  }

  private valueOf(pair: number, now: number, since: FigureLook | undefined, seconds: number): number {
    const figures = this.figuresOf(pair);
    const place = pair % shownFigures.length;
    const before = since?.values[Math.floor(pair / shownFigures.length)] ?? undefined;
    const shown = shownFigures[place]!;
    if (shown.kind === 'view') return viewOf(shown.id, this.subjects[Math.floor(pair / shownFigures.length)]!.groups!, now);
    if (shown.kind === 'share') return shareSince(figures.values, shown, before);
    if (shown.kind === 'level') return figures.values[place]!;
    if (shown.kind === 'count') return seconds > 0 ? (figures.values[place]! - (before?.[place] ?? 0)) / seconds : 0;
    const histogram = figures.times(place)!;
    const totals = since?.times.get(pair);
    return (totals ? histogram.meanSince(totals) : histogram.mean()) / 1e6;
  }

  private search(): void {
    this.subjects.forEach(({ stats: { figures }, groups }, subject) => {
      if (figures === null) return;
      for (let place = 0; place < shownFigures.length; place++) {
        const pair = subject * shownFigures.length + place;
        const shows = shownFigures[place]!.kind === 'view' ? groups !== undefined && groups.length > 0 : figures.shows(place);
        if (this.known.has(pair) || !shows) continue;
        this.known.add(pair);
        this.pairs.push(pair);
      }
    });
  }
}

/** How far readers are behind. @param now [ns] */
function viewOf(view: ViewId, groups: readonly GroupSubject[], now: number): number {
  let most = groups.length === 0 ? Number.NaN : 0;
  for (const { shares } of groups) {
    let records = 0;
    let oldest = 0;
    for (const share of shares) {
      records += share.progress.lag(share.partition.records.end);
      oldest = Math.max(oldest, lagOf(share, now));
    }
    most = Math.max(most, view === 'lag' ? records : oldest / 1e9);
  }
  return most;
}
