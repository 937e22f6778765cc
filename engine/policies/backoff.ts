import { exp, log } from '../core/exp-log';
import { invariant } from '../core/invariant';
import type { Rng } from '../core/rng';
import { type Nanos, span } from '../core/units';
import type { RetryParams } from './params';

const NONE = 0;
const FULL = 1;
const EQUAL = 2;
const DECORRELATED = 3;
const EXPONENTIAL = 4;
const POLLY_V2 = 5;
const jitters = {
  none: NONE,
  full: FULL,
  equal: EQUAL,
  decorrelated: DECORRELATED,
  exponential: EXPONENTIAL,
  'polly-v2': POLLY_V2,
} as const;
// Polly scales its curve so that the median of the first wait is near what was asked for.
const POLLY_SCALE = 1 / 1.4;

/**
 * How long a caller waits before it tries again: exponential backoff with a cap, spread by jitter.
 * @see engine/SOURCES.md#backoff
 */
export class Backoff {
  /** What the next retry's wait goes by, if it looks back at this one: to be handed in as `previous`. */
  memory = 0.5;
  private readonly jitter: number;
  private readonly logFactor: number;
  private readonly base: number;
  private readonly cap: number;
  /** The capped wait before retry i + 1, by repeated multiplication, because powers differ between engines. [ns] */
  private readonly waits: Float64Array;
  private readonly rng: Rng;

  constructor(params: Pick<RetryParams, 'attempts' | 'backoff' | 'factor' | 'cap' | 'jitter'>, rng: Rng) {
    this.jitter = jitters[params.jitter];
    this.base = params.backoff;
    this.cap = params.cap;
    this.rng = rng;
    this.memory = 0;
    this.logFactor = log(params.factor);
    this.waits = new Float64Array(Math.max(1, params.attempts - 1));
    let wait: number = params.backoff;
    for (let i = 0; i < this.waits.length; i++) {
      this.waits[i] = Math.min(params.cap, wait);
      wait *= params.factor;
    }
  }

  /**
   * The wait before a retry. Draws at most one number.
   * @param retry 1 for the first retry; past the last one that was asked for, the wait grows no more
   * @param previous the `memory` after the retry before, 0 at first
   * @returns [ns, whole, >= 0]
   */
  delay(retry: number, previous: number): Nanos {
    invariant(retry >= 1, 'retries are counted from 1');
    const wait = this.waits[Math.min(retry, this.waits.length) - 1]!;
    switch (this.jitter) {
      case NONE:
        return whole(wait);
      case FULL:
        return whole(wait * this.rng.next());
      case EQUAL:
        return whole((wait + wait * this.rng.next()) / 2);
      case EXPONENTIAL:
        return whole(wait * this.rng.exponential());
      case POLLY_V2:
        return this.pollyV2(retry, previous);
      default: {
        const last = previous > 0 ? previous : this.base;
        const next = whole(Math.min(this.cap, this.base + (last * 3 - this.base) * this.rng.next()));
        this.memory = next;
        return next;
      }
    }
  }

  /** The wait is how far a curve, steeper and steeper, rises between two random places. */
  private pollyV2(retry: number, previous: number): Nanos {
    const t = retry - 1 + this.rng.next();
    const height = exp(t * this.logFactor) * tanh(Math.sqrt(4 * t));
    this.memory = height;
    return whole(Math.min(this.cap, Math.max(0, height - previous) * POLLY_SCALE * this.base));
  }
}

const tanh = (x: number): number => 1 - 2 / (exp(2 * x) + 1);
const whole = (nanos: number): Nanos => span(Math.floor(nanos + 0.5));
