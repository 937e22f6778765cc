import type { Clock } from '../core/clock';

/** [ns] */
interface AdaptiveLifoTimes {
  readonly target: number;
  readonly interval: number;
}

/**
 * Facebook’s queue for overload: first in, first out while the queue runs empty now and then, last in, first out once it has not
 * for an interval; calls that come in an overload may wait for the target only.
 * @see docs/mechanisms/adaptive-lifo.md
 */
export class AdaptiveLifo {
  private target = 0.5;
  private interval = 0.5;
  private lastEmptyAt = 0.5;

  constructor(
    times: AdaptiveLifoTimes,
    private readonly clock: Clock,
  ) {
    this.configure(times);
    this.lastEmptyAt = 0;
  }

  configure({ target, interval }: AdaptiveLifoTimes): void {
    this.target = target;
    this.interval = interval;
  }

  /** The queue is empty: a call that comes now will be the only one. */
  empty(): void {
    this.lastEmptyAt = this.clock.now;
  }

  /** Whether the newest call is to be served first. To be asked only while calls wait. */
  overloaded(): boolean {
    return this.clock.now - this.lastEmptyAt > this.interval;
  }

  /** Longest wait of a call that comes now. [ns] */
  timeout(): number {
    return this.overloaded() ? this.target : this.interval;
  }
}
