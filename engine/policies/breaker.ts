import { invariant } from '../core/invariant';
import type { BreakerParams } from './params';

export const CLOSED = 0;
export const HALF_OPEN = 1;
export const OPEN = 2;
export type BreakerState = typeof CLOSED | typeof HALF_OPEN | typeof OPEN;

/**
 * What a breaker is at any time. The class keeps it in flat fields because it is asked at every call; its test runs both side by side.
 * What a closed one remembers is, by kind, a row of failures, the last N outcomes, or ten time slots of them.
 */
export type BreakerMeaning =
  | { readonly state: 'closed' }
  | { readonly state: 'open'; readonly until: number }
  | { readonly state: 'half-open'; readonly started: number; readonly succeeded: number };

// A share such as 0.07 of 100 calls must trip at 7, although 0.07 × 100 is a little more than 7.
const ROUNDING = 1e-9;

/**
 * Circuit breaker: closed → open when failures (or slow calls) pass the threshold; open → half-open at the first call once the
 * cooldown is over; half-open → closed when all probes succeed, → open again when one fails.
 *
 * Call `allow`, keep `permit`, then hand the permit back once: by `record`, or by `release` for a call that was given up without an outcome.
 * A permit from before a change of state says nothing new and is ignored.
 * @see engine/SOURCES.md#circuit-breaker
 */
export class Breaker {
  /** Generation of the call that `allow` let through last. */
  permit = 0;
  /** Times it opened, re-opening after a failed probe included. */
  trips = 0;
  /** Called at each change of state, with the time [ns]. */
  onChange: ((now: number, state: BreakerState) => void) | undefined = undefined;

  private current: BreakerState = CLOSED;
  private openedAt = 0.5;
  private cooldown = 0.5;
  private probes = 1;
  private probesStarted = 0;
  private probesDone = 0;
  private slowerThan = 0.5;
  private window: OutcomeWindow;

  constructor(params: BreakerParams) {
    this.openedAt = 0;
    this.window = this.apply(params);
  }

  /** Takes new parameters. The state stays, what was counted so far is forgotten. */
  configure(params: BreakerParams): void {
    this.window = this.apply(params);
  }

  /** For a breaker that is switched off: it closes, and has no more to do with the calls that it let through so far. [ns] */
  reset(now: number): void {
    if (this.current !== CLOSED) {
      this.enter(CLOSED, now);
      return;
    }
    this.permit++;
    this.window.clear();
  }

  /** Whether a call may pass. While half-open each call let through is a probe. [ns] */
  allow(now: number): boolean {
    if (this.current === CLOSED) return true;
    if (this.current === OPEN) {
      if (now - this.openedAt < this.cooldown) return false;
      this.enter(HALF_OPEN, now);
    }
    // An edit may have asked for fewer probes than have succeeded already.
    if (this.probesDone >= this.probes) {
      this.enter(CLOSED, now);
      return true;
    }
    if (this.probesStarted >= this.probes) return false;
    this.probesStarted++;
    return true;
  }

  /**
   * The outcome of a call that was let through.
   * @param duration how long the caller waited; where `slowerThan` is set, a longer one is slow, and a slow probe is a failed one [ns]
   * @param permit what `permit` was right after `allow`
   */
  record(now: number, ok: boolean, duration: number, permit: number): void {
    if (permit !== this.permit) return;
    const slow = duration > this.slowerThan;
    if (this.current === CLOSED) {
      if (this.window.add(now, !ok, slow)) this.open(now);
    } else if (this.current === HALF_OPEN) {
      if (!ok || slow) this.open(now);
      else if (++this.probesDone >= this.probes) this.enter(CLOSED, now);
    }
  }

  /** Gives back a call that ended without an outcome, so that another may probe in its place. */
  release(permit: number): void {
    if (permit === this.permit && this.current === HALF_OPEN) this.probesStarted--;
  }

  /** The state that a call at `now` would meet: half-open as soon as the cooldown is over. Changes nothing. [ns] */
  state(now: number): BreakerState {
    return this.current === OPEN && now - this.openedAt >= this.cooldown ? HALF_OPEN : this.current;
  }

  private open(now: number): void {
    this.trips++;
    this.openedAt = now;
    this.enter(OPEN, now);
  }

  private enter(state: BreakerState, now: number): void {
    this.current = state;
    this.permit++;
    this.probesStarted = 0;
    this.probesDone = 0;
    if (state === CLOSED) this.window.clear();
    this.onChange?.(now, state);
  }

  private apply(params: BreakerParams): OutcomeWindow {
    this.cooldown = params.cooldown;
    this.probes = params.probes;
    this.slowerThan = params.kind === 'consecutive' ? Infinity : (params.slowerThan ?? Infinity);
    return new OutcomeWindow(params);
  }
}

const CONSECUTIVE = 0;
const COUNT = 1;
const TIME = 2;
const SLOTS = 10;
const FAILED = 1;
const SLOW = 2;

/** What a closed breaker remembers of its calls, and whether that is enough to trip. */
class OutcomeWindow {
  private readonly kind: number;
  private readonly failures: number;
  private readonly failureRate: number;
  private readonly slowRate: number;
  private readonly minimumCalls: number;
  private readonly slotWidth: number;
  /** The last N outcomes as bits, or empty. */
  private readonly ring: Uint8Array;
  /** Calls, failed and slow ones of each time slot, or empty. */
  private readonly slots: Uint32Array;
  /** Next place in the ring, or number of the current time slot. */
  private cursor = 0.5;
  private total = 0;
  private failed = 0;
  private slow = 0;

  constructor(params: BreakerParams) {
    const windowed = params.kind !== 'consecutive';
    this.kind = params.kind === 'consecutive' ? CONSECUTIVE : params.kind === 'count-window' ? COUNT : TIME;
    this.failures = windowed ? 0 : params.failures;
    this.failureRate = windowed ? params.failureRate : 1;
    this.slowRate = windowed ? params.slowRate : 1;
    const size = params.kind === 'count-window' ? params.size : 0;
    // A window of the last 10 calls never holds 20.
    this.minimumCalls = !windowed ? 0 : size > 0 ? Math.min(size, params.minimumCalls) : params.minimumCalls;
    this.slotWidth = params.kind === 'time-window' ? params.span / SLOTS : 1;
    this.ring = new Uint8Array(size);
    this.slots = new Uint32Array(params.kind === 'time-window' ? SLOTS * 3 : 0);
    this.cursor = 0;
    invariant(this.slotWidth > 0, 'a time window has a span');
  }

  /** @returns whether the breaker trips on it */
  add(now: number, failed: boolean, slow: boolean): boolean {
    if (this.kind === CONSECUTIVE) {
      this.failed = failed ? this.failed + 1 : 0;
      return this.failed >= this.failures;
    }
    if (this.kind === COUNT) this.replaceOldest(failed, slow);
    else this.addToSlot(now, failed, slow);
    return (
      this.total >= this.minimumCalls &&
      (reaches(this.failed, this.failureRate, this.total) || reaches(this.slow, this.slowRate, this.total))
    );
  }

  clear(): void {
    this.total = 0;
    this.failed = 0;
    this.slow = 0;
    this.ring.fill(0);
    this.slots.fill(0);
  }

  private replaceOldest(failed: boolean, slow: boolean): void {
    const { ring, cursor } = this;
    if (this.total === ring.length) {
      const oldest = ring[cursor]!;
      if ((oldest & FAILED) !== 0) this.failed--;
      if ((oldest & SLOW) !== 0) this.slow--;
    } else this.total++;
    ring[cursor] = (failed ? FAILED : 0) | (slow ? SLOW : 0);
    if (failed) this.failed++;
    if (slow) this.slow++;
    this.cursor = cursor + 1 === ring.length ? 0 : cursor + 1;
  }

  private addToSlot(now: number, failed: boolean, slow: boolean): void {
    const slot = Math.floor(now / this.slotWidth);
    this.dropUntil(slot);
    const at = (slot % SLOTS) * 3;
    this.total++;
    this.slots[at]!++;
    if (failed) {
      this.failed++;
      this.slots[at + 1]!++;
    }
    if (slow) {
      this.slow++;
      this.slots[at + 2]!++;
    }
  }

  /** Empties the slots that the present one pushes out of the window. */
  private dropUntil(slot: number): void {
    const first = Math.max(this.cursor + 1, slot - SLOTS + 1);
    for (let gone = first; gone <= slot; gone++) {
      const at = (gone % SLOTS) * 3;
      this.total -= this.slots[at]!;
      this.failed -= this.slots[at + 1]!;
      this.slow -= this.slots[at + 2]!;
      this.slots.fill(0, at, at + 3);
    }
    this.cursor = slot;
  }
}

/** A threshold of 0 still needs one bad call. */
const reaches = (bad: number, share: number, total: number): boolean => bad > 0 && bad >= share * total - ROUNDING;
