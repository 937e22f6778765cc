import type { Limiter, WindowedTokenBucketParams } from './rate-limit-params';

/**
 * Token bucket that lets no more pass in one window than it holds, as npm's `limiter` does: `limit` tokens come back per window,
 * continuously, and a window restarts at the first call after its end, refused or not. Starts full.
 * @see engine/SOURCES.md#rate-limits
 */
export class WindowedTokenBucket implements Limiter {
  readonly patience = 0;
  private limit = 0;
  private window = 0.5;
  // What the bucket held at `readAt`.
  private tokens = 0.5;
  private readAt = 0.5;
  private startedAt = 0.5;
  private passed = 0;

  constructor(params: WindowedTokenBucketParams, now = 0) {
    this.limit = params.limit;
    this.window = params.window;
    this.reset(now);
  }

  reset(now: number): void {
    this.tokens = this.limit;
    this.readAt = now;
    this.startedAt = now;
    this.passed = 0;
  }

  configure({ limit, window }: WindowedTokenBucketParams, now: number): void {
    this.tokens = Math.min(limit, this.held(now));
    this.readAt = now;
    this.limit = limit;
    this.window = window;
  }

  take(now: number): number {
    if (now - this.startedAt >= this.window) {
      this.startedAt = now;
      this.passed = 0;
    }
    const held = this.held(now);
    const forToken = held < 1 ? Math.ceil(((1 - held) * this.window) / this.limit) : 0;
    const wait = this.passed >= this.limit ? Math.max(forToken, this.startedAt + this.window - now) : forToken;
    if (wait > 0) return wait;
    this.tokens = held - 1;
    this.readAt = now;
    this.passed += 1;
    return 0;
  }

  private held(now: number): number {
    return Math.min(this.limit, this.tokens + ((now - this.readAt) * this.limit) / this.window);
  }
}
