import type { BreakerParams } from '../breaker-params';

export const CLOSED = 0;
export const HALF_OPEN = 1;
export const OPEN = 2;
export type BreakerState = typeof CLOSED | typeof HALF_OPEN | typeof OPEN;

/**
 * What every circuit breaker can be asked. Call `allow`, keep `permit`, then hand the permit back once: by `record`, or by `release` for
 * a call that was given up without an outcome.
 */
export abstract class CircuitBreaker<P extends BreakerParams = BreakerParams> {
  /** Of the call that `allow` let through last. */
  permit = 0;
  /** Times it opened, re-opening after failed probes included. */
  trips = 0;
  /** When it changes its state by itself, which `wake` then does; Infinity where it waits for a call. [ns] */
  wakeAt = 0.5;
  /** Called when `wakeAt` has changed. */
  onWakeAt: (() => void) | undefined = undefined;
  /** Called at each change of state, with the time [ns]. */
  onChange: ((now: number, state: BreakerState) => void) | undefined = undefined;

  constructor() {
    this.wakeAt = Infinity;
  }

  /** A call that `allow` has just refused shall wait until the probe is over, and then ask again. */
  get holds(): boolean {
    return false;
  }

  /** Whether a call that found the bulkhead inside full counts as a failure. */
  get countsBulkhead(): boolean {
    return true;
  }

  /** Takes the place of one of another kind: its trips stay counted, and its permits are worth nothing. */
  succeed(before: CircuitBreaker): void {
    this.trips = before.trips;
    this.permit = before.permit + 2;
  }

  /** Takes new parameters. The state stays, what was counted so far is forgotten. */
  abstract configure(params: P): void;
  /** For a breaker that is switched off: it closes, and has no more to do with the calls that it let through so far. [ns] */
  abstract reset(now: number): void;
  /** Whether a call may pass. [ns] */
  abstract allow(now: number): boolean;
  /**
   * The outcome of a call that was let through.
   * @param duration how long the caller waited [ns]
   * @param permit what `permit` was right after `allow`
   */
  abstract record(now: number, ok: boolean, duration: number, permit: number): void;
  /** Gives back a call that ended without an outcome, so that another may probe in its place. [ns] */
  abstract release(now: number, permit: number): void;
  /** The state that a call at `now` would meet. Changes nothing. [ns] */
  abstract state(now: number): BreakerState;
  /** Does what is due by itself. [ns] */
  wake(_now: number): void {}

  protected wakeBy(at: number): void {
    if (at === this.wakeAt) return;
    this.wakeAt = at;
    this.onWakeAt?.();
  }
}
