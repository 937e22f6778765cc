import { invariant } from '../../engine/core/invariant';

/** Most numbers that one history holds over all its rows: 96 MB of 32-bit floats. */
const MAX_FLOATS = 24_000_000;
/** Even the largest design keeps ten minutes of simulated time, at five ticks a second. */
const LEAST_TICKS = 3_000;
/** A small design keeps an hour. */
const MOST_TICKS = 18_000;
const FIRST_TICKS = 512;

/** One column over time, oldest first. */
export interface Series {
  /** Simulated time of each point. [s] */
  readonly times: Float64Array;
  readonly values: Float32Array;
}

/**
 * Rows of numbers over time, one row per id and tick, in rings that grow with use up to a bound. Ids may come and go;
 * ticks at which an id was not there hold NaN.
 */
export class History {
  #capacity = FIRST_TICKS;
  #times = new Float64Array(FIRST_TICKS);
  readonly #rows = new Map<string, Float32Array>();
  #ids: readonly string[] = [];
  #count = 0;

  constructor(private readonly columns: number) {}

  /** Ticks that can be read now. */
  get length(): number {
    return Math.min(this.#count, this.#capacity);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#capacity * (8 + this.#rows.size * this.columns * 4);
  }

  /** The ids that the rows of the next ticks belong to; what left is forgotten. */
  setIds(ids: readonly string[]): void {
    this.#ids = ids;
    const wanted = new Set(ids);
    for (const id of this.#rows.keys()) if (!wanted.has(id)) this.#rows.delete(id);
    this.#shrink(wanted.size);
    for (const id of ids) if (!this.#rows.has(id)) this.#rows.set(id, this.#blank());
  }

  /**
   * Adds one tick. `data` holds rows of `columns` numbers in the order of the ids, from `offset` on.
   * @param time simulated time. [s]
   */
  push(time: number, data: ArrayLike<number>, offset: number): void {
    if (this.#count === this.#capacity) this.#grow();
    const slot = this.#count % this.#capacity;
    this.#times[slot] = time;
    const { columns } = this;
    this.#ids.forEach((id, i) => {
      const row = this.#rows.get(id);
      invariant(row, `history row ${id}`);
      for (let c = 0; c < columns; c++) row[slot * columns + c] = data[offset + i * columns + c] ?? Number.NaN;
    });
    this.#count++;
  }

  /** One column of one id from `since` on; empty when the id is unknown. @param since simulated time. [s] */
  read(id: string, column: number, since = Number.NEGATIVE_INFINITY): Series {
    const row = this.#rows.get(id);
    const first = this.#firstAfter(since);
    const n = row ? this.#count - first : 0;
    const times = new Float64Array(n);
    const values = new Float32Array(n);
    if (row) {
      for (let k = 0; k < n; k++) {
        const slot = (first + k) % this.#capacity;
        times[k] = this.#times[slot] ?? Number.NaN;
        values[k] = row[slot * this.columns + column] ?? Number.NaN;
      }
    }
    return { times, values };
  }

  clear(): void {
    this.#count = 0;
    this.#capacity = FIRST_TICKS;
    this.#times = new Float64Array(FIRST_TICKS);
    this.#rows.clear();
    this.#ids = [];
  }

  /** Serial number of the oldest kept tick at or after `since`; times only rise, so halving finds it. */
  #firstAfter(since: number): number {
    let low = this.#count - this.length;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle % this.#capacity] ?? 0) < since) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #blank(): Float32Array {
    return new Float32Array(this.#capacity * this.columns).fill(Number.NaN);
  }

  /** Ticks that so many rows may keep. */
  #bound(rows: number): number {
    const affordable = Math.floor(MAX_FLOATS / Math.max(1, rows * this.columns));
    return Math.min(MOST_TICKS, Math.max(LEAST_TICKS, affordable));
  }

  /** More rows may keep fewer ticks each: the oldest go. */
  #shrink(rows: number): void {
    const from = this.#capacity;
    const to = this.#bound(rows);
    if (from <= to) return;
    const { columns } = this;
    const kept = Math.min(this.length, to);
    const first = this.#count - kept;
    const times = new Float64Array(to);
    for (let k = first; k < this.#count; k++) times[k % to] = this.#times[k % from]!;
    for (const [id, row] of this.#rows) {
      const smaller = new Float32Array(to * columns).fill(Number.NaN);
      for (let k = first; k < this.#count; k++) {
        smaller.set(row.subarray((k % from) * columns, (k % from) * columns + columns), (k % to) * columns);
      }
      this.#rows.set(id, smaller);
    }
    this.#times = times;
    this.#capacity = to;
  }

  /** Rings grow only while they have not wrapped, so old slots stay where they are. */
  #grow(): void {
    const bound = this.#bound(this.#rows.size);
    if (this.#count > this.#capacity || this.#capacity >= bound) return;
    this.#capacity = Math.min(bound, this.#capacity * 2);
    const times = new Float64Array(this.#capacity);
    times.set(this.#times);
    this.#times = times;
    for (const [id, row] of this.#rows) {
      const larger = this.#blank();
      larger.set(row);
      this.#rows.set(id, larger);
    }
  }
}
