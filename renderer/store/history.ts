import { invariant } from '../../engine/core/invariant';
import { TickTimes } from './tick-times';
import type { Merge } from './thinning';

/** Most numbers that one history holds over all its rows: 48 MB of 32-bit floats. */
const MAX_FLOATS = 12_000_000;
/** Even the largest design keeps as many ticks, thinned with age. */
const LEAST_TICKS = 256;
/** A small design keeps every tick of half an hour, at five a second; from then on it takes no more memory. */
const MOST_TICKS = 9_000;
const FIRST_TICKS = 512;
/** Of the ticks that it may hold, the share that is left when it has been thinned: the rest is room for the next. */
const FULL = 0.75;

/** One column over time, oldest first. */
export interface Series {
  /** Simulated time of each point. [s] */
  readonly times: Float64Array;
  readonly values: Float32Array;
}

/**
 * Rows of numbers over time, one row per id and tick. It grows with use up to a bound; then neighbouring ticks become one, the
 * longer ago the more of them: the whole run stays, at a resolution that falls with age. Ids may come and go; ticks at which an
 * id was not there hold NaN.
 */
export class History {
  readonly #ticks = new TickTimes(FIRST_TICKS);
  readonly #rows = new Map<string, Float32Array>();
  #ids: readonly string[] = [];

  /** @param merges how each column is thinned; the mean where it is left out */
  constructor(
    private readonly columns: number,
    private readonly merges: readonly Merge[] = [],
  ) {}

  /** Ticks that can be read now. */
  get length(): number {
    return this.#ticks.length;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#ticks.capacity * (8 + this.#rows.size * this.columns * 4);
  }

  /** The ids that the rows of the next ticks belong to; what left is forgotten. */
  setIds(ids: readonly string[]): void {
    this.#ids = ids;
    const wanted = new Set(ids);
    for (const id of this.#rows.keys()) if (!wanted.has(id)) this.#rows.delete(id);
    const bound = this.#bound(wanted.size);
    if (this.#ticks.capacity > bound) this.#resize(bound);
    for (const id of ids) if (!this.#rows.has(id)) this.#rows.set(id, this.#blank());
  }

  /**
   * Adds one tick. `data` holds rows of `columns` numbers in the order of the ids, from `offset` on.
   * @param time simulated time. [s]
   */
  push(time: number, data: ArrayLike<number>, offset: number): void {
    if (this.#ticks.full) this.#makeRoom();
    const slot = this.#ticks.push(time);
    const { columns } = this;
    this.#ids.forEach((id, i) => {
      const row = this.#rows.get(id);
      invariant(row, `history row ${id}`);
      for (let c = 0; c < columns; c++) row[slot * columns + c] = data[offset + i * columns + c] ?? Number.NaN;
    });
  }

  /** One column of one id from `since` on; empty when the id is unknown. @param since simulated time. [s] */
  read(id: string, column: number, since = Number.NEGATIVE_INFINITY): Series {
    const row = this.#rows.get(id);
    const first = row ? this.#ticks.firstAt(since) : this.length;
    const n = this.length - first;
    const times = new Float64Array(n);
    const values = new Float32Array(n);
    for (let k = 0; k < n; k++) {
      times[k] = this.#ticks.middle(first + k);
      values[k] = row?.[(first + k) * this.columns + column] ?? Number.NaN;
    }
    return { times, values };
  }

  /** What a column was at a moment; NaN where nothing is known. @param time simulated time. [s] */
  at(id: string, column: number, time: number): number {
    const tick = Math.min(this.#ticks.firstAt(time), this.length - 1);
    return this.#rows.get(id)?.[tick * this.columns + column] ?? Number.NaN;
  }

  /**
   * The ends of two ticks: the last one at or before a moment, and the last one at least `back` before that, or the one before it.
   * @returns null before there are two. [s]
   */
  lately(time: number, back: number): { readonly from: number; readonly to: number } | null {
    const last = this.#ticks.firstAt(time);
    const to = last < this.length && this.#ticks.end(last) <= time ? last : last - 1;
    if (to < 1) return null;
    const since = this.#ticks.end(to) - back;
    const first = this.#ticks.firstAt(since);
    const from = Math.max(0, Math.min(to - 1, this.#ticks.end(first) <= since ? first : first - 1));
    return { from: this.#ticks.end(from), to: this.#ticks.end(to) };
  }

  clear(): void {
    this.#ticks.clear(FIRST_TICKS);
    this.#rows.clear();
    this.#ids = [];
  }

  #blank(): Float32Array {
    return new Float32Array(this.#ticks.capacity * this.columns).fill(Number.NaN);
  }

  /** Ticks that so many rows may keep. */
  #bound(rows: number): number {
    const affordable = Math.floor(MAX_FLOATS / Math.max(1, rows * this.columns));
    return Math.min(MOST_TICKS, Math.max(LEAST_TICKS, affordable));
  }

  #makeRoom(): void {
    const bound = this.#bound(this.#rows.size);
    const { capacity } = this.#ticks;
    if (capacity < bound) this.#resize(Math.min(bound, capacity * 2));
    else this.#thin(Math.floor(capacity * FULL));
  }

  #resize(capacity: number): void {
    if (this.length > capacity) this.#thin(Math.floor(capacity * FULL));
    this.#ticks.resize(capacity);
    for (const [id, row] of this.#rows) {
      const other = this.#blank();
      other.set(row.subarray(0, this.length * this.columns));
      this.#rows.set(id, other);
    }
  }

  /** Leaves at most `most` ticks. */
  #thin(most: number): void {
    const { columns, merges } = this;
    const starts = this.#ticks.groups(most);
    const before = this.length;
    const spans = Float64Array.from({ length: before }, (_, tick) => this.#ticks.span(tick));
    this.#ticks.keep(starts);
    // Columns that count by another one must still find it as it was.
    const one = new Float32Array(columns);
    for (const row of this.#rows.values()) {
      starts.forEach((start, tick) => {
        const stop = starts[tick + 1] ?? before;
        for (let c = 0; c < columns; c++) one[c] = merged(row, columns, c, start, stop, merges[c] ?? 'mean', spans);
        row.set(one, tick * columns);
      });
    }
  }
}

/** One column of the ticks from `start` to before `stop` as one number. What is NaN counts for nothing. */
function merged(
  row: Float32Array,
  columns: number,
  column: number,
  start: number,
  stop: number,
  merge: Merge,
  spans: Float64Array,
): number {
  if (stop === start + 1) return row[start * columns + column]!;
  let weight = 0;
  let sum = 0;
  let best = Number.NaN;
  for (let tick = start; tick < stop; tick++) {
    const value = row[tick * columns + column]!;
    if (Number.isNaN(value)) continue;
    if (merge === 'max') best = best > value ? best : value;
    else if (merge === 'min') best = best < value ? best : value;
    else {
      const counted = merge === 'mean' ? 1 : row[tick * columns + merge.by]!;
      weight += spans[tick]! * counted;
      sum += spans[tick]! * counted * value;
      best = value;
    }
  }
  return weight > 0 ? sum / weight : best;
}
