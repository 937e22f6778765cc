import type { Rng } from '../core/rng';
import type { BreakerParams } from '../policies/breaker-params';
import { type BreakerState, type CircuitBreaker, CLOSED } from '../policies/breaker/circuit-breaker';
import { makeBreaker, sameFamily } from '../policies/breaker/make-breaker';
import { Bulkhead } from '../policies/bulkhead';
import type { ConcurrencyLimit } from '../policies/concurrency-limit';
import type { PolicyParams } from '../policies/params';
import { RetryBudget } from '../policies/retry-budget';
import { Throttle } from '../policies/throttle';
import type { ThrottleParams } from '../policies/throttle-params';
import { armBreaker } from './breaker-timer';
import { changed } from './changed';
import { Fifo } from './fifo';
import { concurrencyLimitOf } from './fit-concurrency';
import type { Kernel } from './kernel';
import type { LinkState } from './link-state';
import type { Task } from './task';
import { Watch } from './watch';

/**
 * What callers remember of their calls over a link, to hold back the next ones: all replicas of the caller together, or each by itself.
 * What a guard is told to forget it still counts until the calls that are out have come back.
 */
export class Guard {
  breaker: CircuitBreaker | null = null;
  /** As the breaker last said. */
  state: BreakerState = CLOSED;
  /** Fires when the breaker changes its state by itself. */
  breakerTimer: Task | null = null;
  throttle: Throttle | null = null;
  concurrency: ConcurrencyLimit | null = null;
  /** Places taken under the adaptive limit, also one that is switched off by now. */
  concurrencyUsed = 0;
  budget: RetryBudget | null = null;
  /** What is done while an attempt is out: null for nothing but waiting. */
  watch: Watch | null = null;
  /** Calls that wait for the end of the breaker's probe. */
  readonly held = new Fifo();
  /** Places of the bulkhead, also of one that is switched off by now, and the calls that wait for them. */
  readonly places = new Bulkhead();
  readonly bulkheadQueue = new Fifo();
  /** Fires when the next call may begin; null until one had to wait for its spacing. */
  spacingTimer: Task | null = null;
  /** Waits for the end of the event to admit calls, or is admitting them. */
  due = false;
  /** The breaker when it is switched off: switched on again, it knows which calls it did not let through, and how often it tripped. */
  private lastBreaker: CircuitBreaker | null = null;
  private lastBreakerParams: BreakerParams | null = null;

  constructor(
    readonly link: LinkState,
    /** Number of the caller's replica; 0 for all together. */
    readonly index: number,
    private readonly kernel: Kernel,
    private readonly rng: Rng,
    private readonly onBreaker: (guard: Guard, now: number) => void,
  ) {}

  /** Times that its breaker opened, also one that is switched off by now. */
  get trips(): number {
    return this.lastBreaker?.trips ?? 0;
  }

  /** Nobody has owed it anything, or does. */
  get idle(): boolean {
    return this.lastBreaker === null && this.bulkheadQueue.length === 0 && this.places.used === 0;
  }

  /** @param before null for one that begins anew */
  configure(policy: PolicyParams, before: PolicyParams | null): void {
    const { retry, breaker, hedge, hangUpAtDeadline } = policy;
    if (before === null || changed(before.retry, retry)) this.budget = retry?.budget ? new RetryBudget(retry.budget) : null;
    if (before === null || changed(before.breaker, breaker)) this.configureBreaker(breaker);
    if (before === null || changed([before.hedge, before.hangUpAtDeadline], [hedge, hangUpAtDeadline]))
      this.watch = hedge || hangUpAtDeadline ? new Watch(hedge, hangUpAtDeadline) : null;
    this.concurrency = concurrencyLimitOf(this.concurrency, policy.concurrencyLimit);
    this.configureThrottle(policy.throttle);
  }

  /** Switches everything off. Calls that are out, or wait, still know their way back. */
  disband(): void {
    this.configureBreaker(undefined);
    this.throttle = null;
    this.concurrency = null;
    this.budget = null;
    this.watch = null;
  }

  /** A new process of the caller knows nothing. */
  forget(): void {
    this.disband();
    this.configure(this.link.policy, null);
  }

  private configureThrottle(params: ThrottleParams | undefined): void {
    if (params === undefined) this.throttle = null;
    else if (this.throttle === null) this.throttle = new Throttle(params, this.throttleRng());
    else this.throttle.configure(params);
  }

  private throttleRng(): Rng {
    const rng = this.rng.fork('throttle');
    return this.index === 0 ? rng : rng.fork(String(this.index));
  }

  /** @param params undefined switches it off: it closes */
  configureBreaker(params: BreakerParams | undefined): void {
    const { kernel } = this;
    const last = this.lastBreaker;
    if (params === undefined) {
      this.breaker?.reset(kernel.now);
      this.breaker = null;
    } else if (last !== null && sameFamily(this.lastBreakerParams!, params)) {
      last.configure(params);
      this.breaker = last;
    } else {
      // What one library has counted says nothing to another.
      this.breaker?.reset(kernel.now);
      const breaker = makeBreaker(params);
      breaker.onChange = (now, to) => {
        this.state = to;
        this.onBreaker(this, now);
      };
      breaker.onWakeAt = () => armBreaker(kernel, this);
      if (last !== null) breaker.succeed(last);
      this.lastBreaker = breaker;
      this.breaker = breaker;
    }
    this.lastBreakerParams = params ?? this.lastBreakerParams;
    armBreaker(kernel, this);
  }
}
