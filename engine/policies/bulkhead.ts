import type { BulkheadParams } from './params';

/**
 * Places for calls in flight, and the least time between two that begin.
 * @see engine/SOURCES.md#bulkhead
 */
export class Bulkhead {
  /** Places taken: also more than there are, after an edit. */
  used = 0;
  private startedAt = 0.5;

  constructor() {
    this.startedAt = -Infinity;
  }

  /** Time until a call may begin: 0 for now, Infinity until a place is given back. [ns] */
  wait({ limit, spacing }: BulkheadParams, now: number): number {
    if (this.used >= limit) return Infinity;
    return spacing === 0 ? 0 : Math.max(0, this.startedAt + spacing - now);
  }

  /** Calls that may begin at this moment. */
  room({ limit, spacing }: BulkheadParams, now: number): number {
    const free = Math.max(0, limit - this.used);
    if (spacing === 0) return free;
    return free > 0 && this.startedAt + spacing <= now ? 1 : 0;
  }

  /** A call begins. [ns] */
  begin(now: number): void {
    this.used += 1;
    this.startedAt = now;
  }

  end(): void {
    this.used -= 1;
  }
}
