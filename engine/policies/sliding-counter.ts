import type { Limiter, SlidingCounterParams } from './rate-limit-params';

/**
 * Two counters instead of a log: what passed in the present window, and of the one before as much as the sliding window still covers, as if it
 * had come evenly: ⌊(1 − f)·previous⌋ + present < limit. Windows lie back to back from time 0. Refused calls are not counted.
 * @see engine/SOURCES.md#rate-limits
 */
export class SlidingCounter implements Limiter {
  readonly patience = 0;
  private limit = 0;
  private window = 0.5;
  private previous = 0;
  private present = 0;
  /** Start of the present window. [ns] */
  private startedAt = 0.5;

  constructor({ limit, window }: SlidingCounterParams) {
    this.limit = limit;
    this.window = window;
    this.reset();
  }

  reset(): void {
    this.previous = 0;
    this.present = 0;
    this.startedAt = 0;
  }

  /** Counts stay; under windows of another length they count as those of the window that `now` lies in, and of the one before. [ns] */
  configure({ limit, window }: SlidingCounterParams, now: number): void {
    this.roll(now);
    this.limit = limit;
    this.window = window;
    this.startedAt = Math.floor(now / window) * window;
  }

  take(now: number): number {
    this.roll(now);
    const { limit, window, previous, present, startedAt } = this;
    const share = (now - startedAt) / window;
    if (Math.floor((1 - share) * previous) + present < limit) {
      this.present += 1;
      return 0;
    }
    // Passes as soon as the part of the older window has shrunk below what is left of the limit.
    const left = limit - present;
    const at = left > 0 ? startedAt + window * (1 - left / previous) : startedAt + window + window * Math.max(0, 1 - limit / present);
    return Math.floor(Math.max(at - now, 0)) + 1;
  }

  private roll(now: number): void {
    const { window } = this;
    const passed = Math.floor((now - this.startedAt) / window);
    if (passed === 0) return;
    this.previous = passed === 1 ? this.present : 0;
    this.present = 0;
    this.startedAt += passed * window;
  }
}
