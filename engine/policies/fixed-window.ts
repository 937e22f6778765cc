import type { FixedWindowParams, Limiter } from './rate-limit-params';

/**
 * Counts the calls of one window after the other, back to back from time 0 or each from its first call. May block for longer after a refusal.
 * @see engine/SOURCES.md#rate-limits
 */
export class FixedWindow implements Limiter {
  readonly patience = 0;
  private limit = 0;
  private window = 0.5;
  private block = 0.5;
  private aligned = true;
  private endsAt = 0.5;
  private passed = 0;
  private blockedUntil = 0.5;

  constructor(params: FixedWindowParams) {
    this.set(params);
    this.reset();
  }

  reset(): void {
    this.endsAt = 0;
    this.passed = 0;
    this.blockedUntil = 0;
  }

  /** What has passed in the present window stays counted; a window that was begun ends when it would have, or sooner if windows are shorter now. [ns] */
  configure(params: FixedWindowParams, now: number): void {
    this.set(params);
    if (now >= this.endsAt) return;
    this.endsAt = Math.min(this.endsAt, this.aligned ? this.nextBorder(now) : now + this.window);
  }

  private set({ limit, window, block, start }: FixedWindowParams): void {
    this.limit = limit;
    this.window = window;
    this.block = block;
    this.aligned = start === 'clock';
  }

  take(now: number): number {
    if (now < this.blockedUntil) return this.blockedUntil - now;
    if (now >= this.endsAt) {
      this.endsAt = this.aligned ? this.nextBorder(now) : now + this.window;
      this.passed = 0;
    }
    if (this.passed < this.limit) {
      this.passed += 1;
      return 0;
    }
    if (this.block > 0) {
      this.blockedUntil = now + this.block;
      // A window of its own begins after the block, as a library that keeps one counter per key has it.
      if (!this.aligned) this.endsAt = this.blockedUntil;
    }
    return Math.max(this.endsAt, this.blockedUntil) - now;
  }

  private nextBorder(now: number): number {
    return (Math.floor(now / this.window) + 1) * this.window;
  }
}
