import type { Sampler } from '../core/sampler';

/** Shortest time between two pauses: without one the clock would not move. [ns] */
const SHORTEST_RUN = 1e3;
/** A pause that nothing but a thaw ends: 46 days, longer than any run, and still whole nanoseconds with a run's time added. [ns] */
const FROZEN = 4e15;
/** Pauses that are caught up with at once; a replica that nobody has asked anything for longer begins anew. */
const MOST_AT_ONCE = 1_000_000;

/**
 * Pauses of one process, in which it does nothing: garbage collections. They come whether it has work or not. Computed on read: a pause
 * costs no event.
 */
export class Pauses {
  /** Length of all pauses that have begun. [ns] */
  total = 0.5;
  private end = 0.5;
  private next = 0.5;

  /** @param every null for a process that never pauses by itself @param now when the process starts [ns] */
  constructor(
    private every: Sampler | null,
    private length: Sampler | null,
    now: number,
  ) {
    this.total = 0;
    this.end = 0;
    this.next = now + this.run();
  }

  /** Takes new distributions; a pause that is on goes on. [ns] */
  configure(every: Sampler, length: Sampler, now: number): void {
    if (every === this.every && length === this.length && this.next !== Infinity) return;
    this.advance(now);
    this.every = every;
    this.length = length;
    this.next = Math.max(now, this.end) + this.run();
  }

  /** No further pause; the one that is on goes on. [ns] */
  stop(now: number): void {
    this.advance(now);
    this.next = Infinity;
  }

  /** Pauses from now on, until somebody lets it go on. Pauses of its own come as much later. [ns] */
  freeze(now: number): void {
    this.advance(now);
    this.shift(FROZEN, Math.max(now, this.end));
  }

  /** Goes on with what it did when it was frozen. @param since when that was [ns] @returns the part of the pause that it is spared [ns] */
  thaw(since: number, now: number): number {
    const spared = FROZEN - (now - since);
    this.shift(0 - spared, this.end);
    return spared;
  }

  private shift(by: number, end: number): void {
    this.total += by;
    this.end = end + by;
    this.next += by;
  }

  /** Begins the pauses that have come by now. [ns] */
  advance(now: number): void {
    for (let caughtUp = 0; now >= this.next; caughtUp++) {
      if (caughtUp === MOST_AT_ONCE) {
        this.next = now + this.run();
        return;
      }
      const length = this.length!.sample();
      this.total += length;
      this.end = this.next + length;
      this.next = this.end + this.run();
    }
  }

  /** What is left of the pause that is on. After `advance`. [ns] */
  left(now: number): number {
    return now < this.end ? this.end - now : 0;
  }

  /** Time not spent in pauses. After `advance`. [ns] */
  worked(now: number): number {
    return now - this.total + this.left(now);
  }

  private run(): number {
    return this.every === null ? Infinity : Math.max(SHORTEST_RUN, this.every.sample());
  }
}
