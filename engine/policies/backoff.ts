import { invariant } from '../core/invariant';
import type { Rng } from '../core/rng';
import { type Nanos, span } from '../core/units';
import type { RetryParams } from './params';

const NONE = 0;
const FULL = 1;
const EQUAL = 2;
const DECORRELATED = 3;
const EXPONENTIAL = 4;
const jitters = { none: NONE, full: FULL, equal: EQUAL, decorrelated: DECORRELATED, exponential: EXPONENTIAL } as const;

/**
 * How long a caller waits before it tries again: exponential backoff with a cap, spread by jitter.
 * @see engine/SOURCES.md#backoff
 */
export class Backoff {
  private readonly jitter: number;
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
   * @param previous what this returned for the retry before, 0 at first; only decorrelated jitter looks at it [ns]
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
      default: {
        const last = previous > 0 ? previous : this.base;
        return whole(Math.min(this.cap, this.base + (last * 3 - this.base) * this.rng.next()));
      }
    }
  }
}

const whole = (nanos: number): Nanos => span(Math.floor(nanos + 0.5));
