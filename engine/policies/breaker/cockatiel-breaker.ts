import { invariant } from '../../core/invariant';
import type { CockatielParams } from '../breaker-params';
import { type BreakerState, CircuitBreaker, CLOSED, HALF_OPEN, OPEN } from './circuit-breaker';
import { CountWindow } from './outcome-window';

/**
 * cockatiel's circuit breaker: the first call after the wait is the one probe, and calls that come meanwhile wait for its end (`holds`);
 * waits may grow from failed probe to failed probe. Rates must be above their threshold, not at it.
 * @see engine/SOURCES.md#circuit-breaker
 */
export class CockatielBreaker extends CircuitBreaker<CockatielParams> {
  private current: BreakerState = CLOSED;
  private waits: readonly number[];
  /** Which of the waits is on. */
  private step = 0;
  private openedAt = 0.5;
  private rule: Rule;
  /** A permit is this, plus one for a probe. */
  private generation = 0;

  constructor(params: CockatielParams) {
    super();
    this.openedAt = 0;
    this.waits = waitsOf(params.halfOpenAfter);
    this.rule = ruleOf(params.breaker);
  }

  override get holds(): boolean {
    return this.current === HALF_OPEN;
  }

  configure(params: CockatielParams): void {
    this.waits = waitsOf(params.halfOpenAfter);
    this.rule = ruleOf(params.breaker);
  }

  override succeed(before: CircuitBreaker): void {
    super.succeed(before);
    this.generation = this.permit;
  }

  reset(now: number): void {
    this.generation += 2;
    this.permit = this.generation;
    this.rule.reset();
    if (this.current !== CLOSED) this.enter(CLOSED, now);
  }

  allow(now: number): boolean {
    this.permit = this.generation;
    if (this.current === CLOSED) return true;
    if (this.current === HALF_OPEN || now - this.openedAt < this.wait()) return false;
    this.enter(HALF_OPEN, now);
    this.permit = this.generation + 1;
    return true;
  }

  record(now: number, ok: boolean, _duration: number, permit: number): void {
    if (permit < this.generation) return;
    const probe = permit !== this.generation;
    if (ok) {
      if (probe) this.rule.reset();
      this.rule.add(now, true);
      if (probe && this.current === HALF_OPEN) this.enter(CLOSED, now);
    } else {
      const trips = this.rule.add(now, false);
      if (probe || trips) this.open(now);
    }
  }

  release(now: number, permit: number): void {
    // The wait is over, so the next call probes in its place.
    if (permit === this.generation + 1 && this.current === HALF_OPEN) this.enter(OPEN, now);
  }

  state(now: number): BreakerState {
    return this.current === OPEN && now - this.openedAt >= this.wait() ? HALF_OPEN : this.current;
  }

  private open(now: number): void {
    if (this.current === OPEN) return;
    this.step = this.current === HALF_OPEN ? this.step + 1 : 0;
    this.openedAt = now;
    this.trips++;
    this.enter(OPEN, now);
  }

  private enter(state: BreakerState, now: number): void {
    this.current = state;
    this.onChange?.(now, state);
  }

  private wait(): number {
    return this.waits[Math.min(this.step, this.waits.length - 1)]!;
  }
}

/** What counts calls and says when it is enough. */
interface Rule {
  /** @returns whether it trips */
  add(now: number, ok: boolean): boolean;
  /** A probe went well. */
  reset(): void;
}

function ruleOf(params: CockatielParams['breaker']): Rule {
  switch (params.kind) {
    case 'consecutive':
      return new ConsecutiveRule(params.threshold);
    case 'count':
      return new CountRule(params.threshold, params.size, Math.min(params.size, params.minimumNumberOfCalls ?? params.size));
    case 'sampling':
      return new SamplingRule(params.threshold, params.duration / 1e6, params.minimumRps);
  }
}

class ConsecutiveRule implements Rule {
  private failures = 0;
  constructor(private readonly threshold: number) {}

  add(_now: number, ok: boolean): boolean {
    this.failures = ok ? 0 : this.failures + 1;
    return !ok && this.failures >= this.threshold;
  }

  reset(): void {}
}

class CountRule implements Rule {
  private readonly window: CountWindow;
  constructor(
    private readonly threshold: number,
    size: number,
    private readonly minimum: number,
  ) {
    this.window = new CountWindow(size);
  }

  add(now: number, ok: boolean): boolean {
    const { window } = this;
    window.add(now, !ok, false);
    return !ok && window.total >= this.minimum && window.failed > this.threshold * window.total;
  }

  reset(): void {
    this.window.clear();
  }
}

/** Begins a new slot at the first call that comes a slot's width after the present one began, and drops only the oldest one then. */
class SamplingRule implements Rule {
  private readonly startedAt: Float64Array;
  private readonly good: Int32Array;
  private readonly bad: Int32Array;
  /** [ns] */
  private readonly width: number;
  private readonly least: number;
  private current = 0;
  private successes = 0;
  private failures = 0;

  /** @param duration [ms] */
  constructor(
    private readonly threshold: number,
    duration: number,
    minimumRps: number | undefined,
  ) {
    const count = Math.max(5, Math.ceil(duration / 1000));
    const width = Math.round(duration / count);
    invariant(width > 0, 'a sampling window has slots');
    this.width = width * 1e6;
    this.least = width * count * (minimumRps === undefined ? 5 / (threshold * 1000) : minimumRps / 1000);
    this.startedAt = new Float64Array(count);
    this.good = new Int32Array(count);
    this.bad = new Int32Array(count);
  }

  add(now: number, ok: boolean): boolean {
    if (now - this.startedAt[this.current]! >= this.width) this.rotate(now);
    if (ok) {
      this.good[this.current]!++;
      this.successes++;
      return false;
    }
    this.bad[this.current]!++;
    this.failures++;
    const total = this.successes + this.failures;
    return total >= this.least && this.failures > this.threshold * total;
  }

  reset(): void {
    this.successes = 0;
    this.failures = 0;
    this.good.fill(0);
    this.bad.fill(0);
    this.startedAt.fill(0);
  }

  private rotate(now: number): void {
    const next = (this.current + 1) % this.startedAt.length;
    this.failures -= this.bad[next]!;
    this.successes -= this.good[next]!;
    this.good[next] = 0;
    this.bad[next] = 0;
    this.startedAt[next] = now;
    this.current = next;
  }
}

/** A hundred growing waits are enough: the last one stays. [ns] */
function waitsOf(after: CockatielParams['halfOpenAfter']): number[] {
  switch (after.kind) {
    case 'constant':
      return [after.wait];
    case 'iterable':
      return after.waits.map(({ wait }) => wait);
    case 'exponential': {
      const waits: number[] = [];
      let wait: number = after.initialDelay;
      for (; waits.length < 100 && wait < after.maxDelay && (waits.length === 0 || after.exponent > 1); wait *= after.exponent)
        waits.push(Math.floor(wait));
      waits.push(Math.floor(Math.min(wait, after.maxDelay)));
      return waits;
    }
  }
}
