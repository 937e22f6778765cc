import type { Exponentials } from '../core/exponentials';

/** A Poisson stream whose rate switches between two values at random. */
export interface MmppParams {
  /** Rate in a burst, as a multiple of the calm rate. */
  readonly factor: number;
  /** Mean length of a calm stretch. [ns] */
  readonly calm: number;
  /** Mean length of a burst. [ns] */
  readonly burst: number;
}

/** Where stretches are much shorter than gaps, it looks no further ahead than this many of them at a time. */
const MOST_STRETCHES = 256;

/**
 * Markov-modulated Poisson process of two states, each of exponential length, drawn exactly: a gap that reaches beyond its
 * stretch is drawn anew from the stretch's end, which changes nothing because gaps have no memory. It begins in a random
 * state, as if it had gone on for ever.
 * @see engine/SOURCES.md#bursty-arrivals
 */
export class Mmpp {
  /** Whether the time that `next` gave last is an arrival; if not, it only got so far and is to be asked again then. */
  arrives = false;
  private bursting = false;
  private until = 0.5;
  private params: MmppParams;

  /** @param stretches draws the lengths of stretches; `gaps` those of gaps. Both have mean 1. */
  constructor(
    params: MmppParams,
    now: number,
    private readonly gaps: Exponentials,
    private readonly stretches: Exponentials,
    uniform: number,
  ) {
    this.params = params;
    this.bursting = uniform < params.burst / (params.burst + params.calm);
    this.until = now + this.stretch();
  }

  /** Other params from `now` on: the state stays; what is left of its stretch is drawn anew, since stretches have no memory. [ns] */
  configure(params: MmppParams, now: number): void {
    if (params.factor === this.params.factor && params.calm === this.params.calm && params.burst === this.params.burst) return;
    this.params = params;
    this.until = now + this.stretch();
  }

  /**
   * Time until the next arrival, or until it should be asked again: see `arrives`. [ns]
   * @param meanGap mean gap while it is calm [ns]
   */
  next(now: number, meanGap: number): number {
    let at = now;
    for (let left = MOST_STRETCHES; left > 0; left--) {
      this.passed(at);
      const mean = this.bursting ? meanGap / this.params.factor : meanGap;
      const then = at + Math.floor(this.gaps.next() * mean + 0.5);
      if (then < this.until) {
        this.arrives = true;
        return then - now;
      }
      at = this.until;
    }
    this.arrives = false;
    return at - now;
  }

  /** Leaves the stretches that are over by then. */
  private passed(now: number): void {
    while (this.until <= now) {
      this.bursting = !this.bursting;
      this.until += this.stretch();
    }
  }

  /** Length of a stretch of the present state: whole, and long enough to move the clock. [ns] */
  private stretch(): number {
    return Math.max(1, Math.floor(this.stretches.next() * (this.bursting ? this.params.burst : this.params.calm) + 0.5));
  }
}
