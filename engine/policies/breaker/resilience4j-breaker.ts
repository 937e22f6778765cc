import type { Resilience4jParams } from '../breaker-params';
import { type BreakerState, CircuitBreaker, CLOSED, HALF_OPEN, OPEN } from './circuit-breaker';
import { CountWindow, SlotWindow } from './outcome-window';

const SECOND = 1e9;

/**
 * resilience4j's circuit breaker: opens at rates ≥ the thresholds; lets a stated number of probes through while half-open and decides
 * when all of them are recorded; whatever call ends is recorded in the state that it ends in, whatever state it began in.
 * @see engine/SOURCES.md#circuit-breaker
 */
export class Resilience4jBreaker extends CircuitBreaker<Resilience4jParams> {
  private current: BreakerState = CLOSED;
  private params: Resilience4jParams;
  private closed: CountWindow | SlotWindow;
  private probed: CountWindow;
  /** Calls that may still pass while half-open. */
  private permitted = 0;
  /** Openings without a closing between them. */
  private attempts = 0;
  private waitUntil = 0.5;
  /** When the first probe was let through; Infinity before. [ns] */
  private probedSince = 0.5;
  private failureThreshold = 0.5;
  private slowThreshold = 0.5;

  constructor(params: Resilience4jParams) {
    super();
    this.waitUntil = 0;
    this.probedSince = Infinity;
    this.params = params;
    this.closed = windowOf(params);
    this.probed = new CountWindow(params.permittedNumberOfCallsInHalfOpenState);
    this.takeThresholds();
  }

  /** A wait that is on ends when it would have ended at the old parameters. Half-open, the probes begin anew. */
  configure(params: Resilience4jParams): void {
    this.params = params;
    this.closed = windowOf(params);
    this.probed = new CountWindow(params.permittedNumberOfCallsInHalfOpenState);
    this.permitted = params.permittedNumberOfCallsInHalfOpenState;
    this.takeThresholds();
    this.setWakeAt();
  }

  reset(now: number): void {
    this.permit++;
    if (this.current !== CLOSED) this.close(now);
    else this.closed.clear();
  }

  allow(now: number): boolean {
    if (this.current === CLOSED) return true;
    this.wake(now);
    if (this.current === OPEN) {
      // Not yet at that very moment.
      if (now <= this.waitUntil) return false;
      this.halfOpen(now);
    }
    if (this.permitted <= 0) return false;
    this.permitted--;
    if (this.probedSince === Infinity) {
      this.probedSince = now;
      this.setWakeAt();
    }
    return true;
  }

  record(now: number, ok: boolean, duration: number, permit: number): void {
    if (permit !== this.permit) return;
    this.wake(now);
    const slow = duration > this.params.slowCallDurationThreshold;
    if (this.current === CLOSED) {
      this.closed.add(now, !ok, slow);
      if (this.exceeds(this.closed, this.minimum(this.closed))) this.open(now);
    } else if (this.current === HALF_OPEN) {
      const { probed } = this;
      probed.add(now, !ok, slow);
      const enough = this.minimum(probed);
      if (probed.total < enough) return;
      if (this.exceeds(probed, enough)) this.open(now);
      else this.close(now);
    }
  }

  release(now: number, permit: number): void {
    if (permit !== this.permit) return;
    this.wake(now);
    if (this.current === HALF_OPEN) this.permitted++;
  }

  state(now: number): BreakerState {
    if (this.current === OPEN && (now > this.waitUntil || now >= this.wakeAt)) return HALF_OPEN;
    return this.current === HALF_OPEN && now >= this.wakeAt ? OPEN : this.current;
  }

  override wake(now: number): void {
    if (now < this.wakeAt) return;
    if (this.current === OPEN) this.halfOpen(this.wakeAt);
    else this.open(this.wakeAt);
  }

  private open(now: number): void {
    this.trips++;
    this.attempts++;
    this.waitUntil = now + this.wait();
    this.enter(OPEN, now);
  }

  private halfOpen(now: number): void {
    this.probed.clear();
    this.permitted = this.params.permittedNumberOfCallsInHalfOpenState;
    this.probedSince = Infinity;
    this.enter(HALF_OPEN, now);
  }

  private close(now: number): void {
    this.attempts = 0;
    this.closed.clear();
    this.enter(CLOSED, now);
  }

  private enter(state: BreakerState, now: number): void {
    this.current = state;
    this.setWakeAt();
    this.onChange?.(now, state);
  }

  /** Half-open, the longest wait begins with the first probe. Without traffic the library would open and half-open in turn for ever. */
  private setWakeAt(): void {
    const { automaticTransitionFromOpenToHalfOpenEnabled: automatic, maxWaitDurationInHalfOpenState: longest } = this.params;
    if (this.current === OPEN && automatic) this.wakeBy(this.waitUntil);
    else if (this.current === HALF_OPEN && longest > 0 && this.probedSince < Infinity) this.wakeBy(this.probedSince + longest);
    else this.wakeBy(Infinity);
  }

  /** By repeated multiplication, because powers differ between engines. [ns] */
  private wait(): number {
    const { waitDurationInOpenState, exponentialBackoffMultiplier, exponentialMaxWaitDurationInOpenState = Infinity } = this.params;
    let wait: number = waitDurationInOpenState;
    for (let i = 1; i < this.attempts && wait < exponentialMaxWaitDurationInOpenState; i++) {
      if (exponentialBackoffMultiplier === 1) break;
      wait *= exponentialBackoffMultiplier;
      if (wait > LONGEST) break;
    }
    return Math.floor(Math.min(exponentialMaxWaitDurationInOpenState, LONGEST, wait));
  }

  private takeThresholds(): void {
    this.failureThreshold = Math.fround(this.params.failureRateThreshold);
    this.slowThreshold = Math.fround(this.params.slowCallRateThreshold);
  }

  /** A window of calls never holds more than its size. */
  private minimum(window: CountWindow | SlotWindow): number {
    const { minimumNumberOfCalls, slidingWindowType, slidingWindowSize, permittedNumberOfCallsInHalfOpenState } = this.params;
    if (window === this.probed) return Math.min(minimumNumberOfCalls, permittedNumberOfCallsInHalfOpenState);
    return slidingWindowType === 'COUNT_BASED' ? Math.min(minimumNumberOfCalls, slidingWindowSize) : minimumNumberOfCalls;
  }

  /** It computes with 32-bit floats. */
  private exceeds({ total, failed, slow }: CountWindow | SlotWindow, minimum: number): boolean {
    return total >= minimum && (percent(failed, total) >= this.failureThreshold || percent(slow, total) >= this.slowThreshold);
  }
}

/** A hundred days: the clock must stay exact. [ns] */
const LONGEST = 8.64e15;

const percent = (n: number, of: number): number => Math.fround(Math.fround(n * 100) / of);

const windowOf = ({ slidingWindowType, slidingWindowSize }: Resilience4jParams): CountWindow | SlotWindow =>
  slidingWindowType === 'COUNT_BASED' ? new CountWindow(slidingWindowSize) : new SlotWindow(slidingWindowSize, SECOND);
