import { type BreakerState, CircuitBreaker, CLOSED, HALF_OPEN, OPEN } from './circuit-breaker';
import type { GenericBreakerParams } from '../breaker-params';
import { CountWindow, SlotWindow } from './outcome-window';

/**
 * What a breaker is at any time. The class keeps it in flat fields because it is asked at every call; its test runs both side by side.
 * What a closed one remembers is, by kind, a row of failures, the last N outcomes, or ten time slots of them.
 */
export type BreakerMeaning =
  | { readonly state: 'closed' }
  | { readonly state: 'open'; readonly until: number }
  | { readonly state: 'half-open'; readonly started: number; readonly succeeded: number };

/**
 * Circuit breaker: closed → open when failures (or slow calls) pass the threshold; open → half-open at the first call once the
 * cooldown is over; half-open → closed when all probes succeed, → open again when one fails.
 *
 * A permit from before a change of state says nothing new and is ignored.
 * @see engine/SOURCES.md#circuit-breaker
 */
export class Breaker extends CircuitBreaker<GenericBreakerParams> {
  private current: BreakerState = CLOSED;
  private openedAt = 0.5;
  private cooldown = 0.5;
  private probes = 1;
  private probesStarted = 0;
  private probesDone = 0;
  private slowerThan = 0.5;
  private rule: TripRule;

  constructor(params: GenericBreakerParams) {
    super();
    this.openedAt = 0;
    this.rule = this.apply(params);
  }

  /** It trips on what the callee does, not on a bulkhead of ours. */
  override get countsBulkhead(): boolean {
    return false;
  }

  configure(params: GenericBreakerParams): void {
    this.rule = this.apply(params);
  }

  reset(now: number): void {
    if (this.current !== CLOSED) {
      this.enter(CLOSED, now);
      return;
    }
    this.permit++;
    this.rule.clear();
  }

  /** While half-open each call let through is a probe. [ns] */
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

  /** Where `slowerThan` is set, a longer call is slow, and a slow probe is a failed one. */
  record(now: number, ok: boolean, duration: number, permit: number): void {
    if (permit !== this.permit) return;
    const slow = duration > this.slowerThan;
    if (this.current === CLOSED) {
      if (this.rule.add(now, !ok, slow)) this.open(now);
    } else if (this.current === HALF_OPEN) {
      if (!ok || slow) this.open(now);
      else if (++this.probesDone >= this.probes) this.enter(CLOSED, now);
    }
  }

  release(_now: number, permit: number): void {
    if (permit === this.permit && this.current === HALF_OPEN) this.probesStarted--;
  }

  /** Half-open as soon as the cooldown is over. */
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
    if (state === CLOSED) this.rule.clear();
    this.onChange?.(now, state);
  }

  private apply(params: GenericBreakerParams): TripRule {
    this.cooldown = params.cooldown;
    this.probes = params.probes;
    this.slowerThan = params.kind === 'consecutive' ? Infinity : (params.slowerThan ?? Infinity);
    return new TripRule(params);
  }
}

const SLOTS = 10;
// A share such as 0.07 of 100 calls must trip at 7, although 0.07 × 100 is a little more than 7.
const ROUNDING = 1e-9;

/** What a closed breaker remembers of its calls, and whether that is enough to trip. */
class TripRule {
  private readonly failures: number;
  private readonly failureRate: number;
  private readonly slowRate: number;
  private readonly minimumCalls: number;
  /** Null for one that counts failures in a row. */
  private readonly window: CountWindow | SlotWindow | null;
  private inARow = 0;

  constructor(params: GenericBreakerParams) {
    const windowed = params.kind !== 'consecutive';
    this.failures = windowed ? 0 : params.failures;
    this.failureRate = windowed ? params.failureRate : 1;
    this.slowRate = windowed ? params.slowRate : 1;
    const size = params.kind === 'count-window' ? params.size : 0;
    // A window of the last 10 calls never holds 20.
    this.minimumCalls = !windowed ? 0 : size > 0 ? Math.min(size, params.minimumCalls) : params.minimumCalls;
    this.window = params.kind === 'time-window' ? new SlotWindow(SLOTS, params.span / SLOTS) : windowed ? new CountWindow(size) : null;
  }

  /** @returns whether the breaker trips on it */
  add(now: number, failed: boolean, slow: boolean): boolean {
    const { window } = this;
    if (window === null) {
      this.inARow = failed ? this.inARow + 1 : 0;
      return this.inARow >= this.failures;
    }
    window.add(now, failed, slow);
    const { total } = window;
    return total >= this.minimumCalls && (reaches(window.failed, this.failureRate, total) || reaches(window.slow, this.slowRate, total));
  }

  clear(): void {
    this.inARow = 0;
    this.window?.clear();
  }
}

/** A threshold of 0 still needs one bad call. */
const reaches = (bad: number, share: number, total: number): boolean => bad > 0 && bad >= share * total - ROUNDING;
