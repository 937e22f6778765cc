import type { ConcurrencyLimitParams } from './concurrency-params';

const LEAST_SAMPLES = 10;
/** The first windows of the long-run average are averaged plainly. */
const WARM_UP = 10;

/**
 * A limit on calls in flight that finds its own height. AIMD: + 1 for a good call while the limit is at least half used, × ratio for a dropped
 * or a slow one. Gradient: once a window, limit ← limit · max(½, min(1, tolerance · long-run latency / present latency)) + queue size,
 * smoothed.
 * @see engine/SOURCES.md#concurrency-limit
 */
export class ConcurrencyLimit {
  /** Calls that may be in flight at once. [calls, whole, ≥ 1] */
  limit = 1;
  private params: ConcurrencyLimitParams;
  private estimate = 0.5;
  // The window that is being measured (gradient).
  private until = 0.5;
  private samples = 0;
  private sum = 0.5;
  private mostInFlight = 0;
  // The long-run average: exponential, after the first ten windows.
  private average = 0.5;
  private averaged = 0;

  constructor(params: ConcurrencyLimitParams) {
    this.params = params;
    this.forget();
    this.set(params.initialLimit);
  }

  /** Takes new parameters. The limit stays where the new bounds allow it. */
  configure(params: ConcurrencyLimitParams): void {
    if (params.kind !== this.params.kind) this.forget();
    this.params = params;
    this.set(this.estimate);
  }

  /**
   * A call is over.
   * @param took how long it was in flight [ns]
   * @param inFlight calls in flight at its end, itself included
   * @param dropped it timed out or was turned away
   */
  sample(now: number, took: number, inFlight: number, dropped: boolean): void {
    const { params } = this;
    if (params.kind === 'aimd') {
      if (dropped || took > params.timeout) this.set(Math.min(this.limit - 1, Math.floor(this.limit * params.backoffRatio)));
      else if (inFlight * 2 >= this.limit) this.set(this.limit + 1);
      return;
    }
    this.samples++;
    this.sum += took;
    this.mostInFlight = Math.max(this.mostInFlight, inFlight);
    if (now <= this.until) return;
    this.until = now + params.window;
    if (this.samples >= LEAST_SAMPLES) this.update(this.sum / this.samples, this.mostInFlight);
    this.samples = 0;
    this.sum = 0;
    this.mostInFlight = 0;
  }

  private update(latency: number, inFlight: number): void {
    const { params } = this;
    if (params.kind !== 'gradient' || latency === 0) return;
    this.learn(latency, params.longWindow);
    const average = this.average;
    // After a long overload the average comes down faster than by itself.
    if (average / latency > 2) this.average = average * 0.9;
    if (inFlight < this.estimate / 2) return;
    const gradient = Math.max(0.5, Math.min(1, (params.tolerance * average) / latency));
    const wanted = this.estimate * gradient + params.queueSize;
    this.set(this.estimate * (1 - params.smoothing) + wanted * params.smoothing);
  }

  private learn(latency: number, window: number): void {
    if (this.averaged < WARM_UP) {
      this.average = (this.average * this.averaged + latency) / (this.averaged + 1);
      this.averaged++;
      return;
    }
    const weight = 2 / (window + 1);
    this.average = this.average * (1 - weight) + latency * weight;
  }

  private set(estimate: number): void {
    const { minLimit, maxLimit } = this.params;
    this.estimate = Math.max(minLimit, Math.min(Math.max(minLimit, maxLimit), estimate));
    this.limit = Math.floor(this.estimate);
  }

  private forget(): void {
    this.until = 0;
    this.samples = 0;
    this.sum = 0;
    this.mostInFlight = 0;
    this.average = 0;
    this.averaged = 0;
  }
}
