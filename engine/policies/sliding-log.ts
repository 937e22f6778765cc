import type { Limiter, SlidingLogParams } from './rate-limit-params';

/** Entries to begin with; the log grows as it is used. */
const FEW = 8;

/**
 * Remembers when each of the last calls passed: at most `limit` in any span of the window's length, exactly. Refused calls are not remembered.
 * @see engine/SOURCES.md#rate-limits
 */
export class SlidingLog implements Limiter {
  readonly patience = 0;
  private limit = 0;
  private window = 0.5;
  // A ring: the oldest entry first.
  private times: Float64Array;
  private first = 0;
  private size = 0;

  constructor({ limit, window }: SlidingLogParams) {
    this.limit = limit;
    this.window = window;
    this.times = new Float64Array(Math.min(FEW, limit));
  }

  reset(): void {
    this.first = 0;
    this.size = 0;
  }

  configure({ limit, window }: SlidingLogParams, now: number): void {
    this.limit = limit;
    this.window = window;
    this.forget(now);
  }

  take(now: number): number {
    this.forget(now);
    const { size, limit } = this;
    // The one that must leave first: not the oldest, if an edit has lowered the limit.
    if (size >= limit) return this.at(size - limit) + this.window - now;
    if (size === this.times.length) this.grow();
    this.times[(this.first + size) % this.times.length] = now;
    this.size = size + 1;
    return 0;
  }

  private at(i: number): number {
    return this.times[(this.first + i) % this.times.length]!;
  }

  private forget(now: number): void {
    while (this.size > 0 && now - this.at(0) >= this.window) {
      this.first = (this.first + 1) % this.times.length;
      this.size -= 1;
    }
  }

  private grow(): void {
    const larger = new Float64Array(Math.min(this.limit, this.times.length * 2));
    for (let i = 0; i < this.size; i++) larger[i] = this.at(i);
    this.times = larger;
    this.first = 0;
  }
}
