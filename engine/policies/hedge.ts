import { exp, log } from '../core/exp-log';
import type { HedgeParams } from './hedge-params';

// A step this small keeps the delay within some 8 % of the percentile, and brings it down by two thirds in 50 / (1 − p) attempts.
const STEP = 0.02;
const SHORTEST = 1e3;
const LONGEST = 3600e9;

/**
 * How long to wait for an answer before another attempt is sent beside the first. Following a percentile p, it needs to know only whether
 * an answer came in time: × (1 + step · p) when not, and when so divided by that to the power of (1 − p) / p. As the delay neither grows nor
 * shrinks for ever, a share of exactly 1 − p is late. That stays right when the slower attempt is cancelled, and its duration never known.
 * @see engine/SOURCES.md#hedge
 */
export class HedgeDelay {
  private wait = 0.5;
  private readonly up: number = 1;
  private readonly down: number = 1;

  constructor(after: HedgeParams['after']) {
    this.wait = after.kind === 'delay' ? after.delay : after.start;
    if (after.kind === 'delay') return;
    const p = after.percentile / 100;
    this.up = 1 + STEP * p;
    this.down = exp((-log(this.up) * (1 - p)) / p);
  }

  /** [ns, whole] */
  get delay(): number {
    return Math.floor(this.wait);
  }

  /** The first attempt was answered before its time was up. */
  early(): void {
    this.wait = Math.max(SHORTEST, this.wait * this.down);
  }

  /** The first attempt's time was up. */
  late(): void {
    this.wait = Math.min(LONGEST, this.wait * this.up);
  }
}

/** Bounds hedges to a share of attempts: each attempt earns it, up to ten, and a hedge takes one. Starts full. */
export class HedgeBudget {
  private tokens = 0.5;

  constructor(private readonly ratio: number) {
    this.tokens = MOST;
  }

  onAttempt(): void {
    this.tokens = Math.min(MOST, this.tokens + this.ratio);
  }

  tryTake(): boolean {
    if (this.ratio >= 1) return true;
    if (this.tokens < 1 - ROUNDING) return false;
    this.tokens = Math.max(0, this.tokens - 1);
    return true;
  }
}
const MOST = 10;
// Ten attempts at ratio 0.1 must earn a whole token, although ten times 0.1 adds up to a little less than 1.
const ROUNDING = 1e-9;
