/** Longest time that one tick of a run tells of. [s] */
const TICK = 0.2;
/** A tick may tell of as long as this share of its age, for every so many ticks that there may be. */
const PER_AGE = 16;

/** When the ticks of a history were, and which of them become one when it is thinned. Times in simulated seconds. */
export class TickTimes {
  /** Each tick tells of the time since the one before it. */
  #ends: Float64Array;
  #length = 0;

  constructor(capacity: number) {
    this.#ends = new Float64Array(capacity);
  }

  get length(): number {
    return this.#length;
  }
  get capacity(): number {
    return this.#ends.length;
  }
  get full(): boolean {
    return this.#length === this.capacity;
  }

  /** @returns place of the new tick. */
  push(end: number): number {
    this.#ends[this.#length] = end;
    return this.#length++;
  }

  /** When a tick ends. */
  end(tick: number): number {
    return this.#ends[tick]!;
  }

  /** How long a tick tells of. */
  span(tick: number): number {
    return this.#ends[tick]! - (tick > 0 ? this.#ends[tick - 1]! : 0);
  }

  /** Where a tick is drawn: in the middle of those that it was made of. */
  middle(tick: number): number {
    const span = this.span(tick);
    return this.#ends[tick]! - (span - Math.min(span, TICK)) / 2;
  }

  /** The first tick that ends at or after a time; `length` where none does. */
  firstAt(time: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ends[middle]! < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  clear(capacity: number): void {
    this.#ends = new Float64Array(capacity);
    this.#length = 0;
  }

  resize(capacity: number): void {
    const ends = new Float64Array(capacity);
    ends.set(this.#ends.subarray(0, Math.min(this.#length, capacity)));
    this.#ends = ends;
  }

  /** First ticks of the groups that become one each, at most `most` of them. A group spans a share of its age at most. */
  groups(most: number): number[] {
    for (let perAge = this.capacity / PER_AGE; ; perAge /= 2) {
      const starts = this.#groupsOf(perAge);
      if (starts.length <= most) return starts;
    }
  }

  /** Only the last tick of each group stays, and tells of all of it. */
  keep(starts: readonly number[]): void {
    starts.forEach((_, group) => {
      this.#ends[group] = this.#ends[(starts[group + 1] ?? this.#length) - 1]!;
    });
    this.#length = starts.length;
  }

  #groupsOf(perAge: number): number[] {
    const now = this.#ends[this.#length - 1]!;
    const starts: number[] = [];
    let begin = Number.NEGATIVE_INFINITY;
    for (let tick = 0; tick < this.#length; tick++) {
      const end = this.#ends[tick]!;
      if (starts.length > 0 && end - begin <= (now - end) / perAge) continue;
      starts.push(tick);
      begin = tick > 0 ? this.#ends[tick - 1]! : 0;
    }
    return starts;
  }
}
