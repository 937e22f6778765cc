import type { RetryParams } from './params';

type RetryBudgetParams = NonNullable<RetryParams['budget']>;

// Ten successes at ratio 0.1 must earn a whole token, although ten times 0.1 adds up to a little less than 1.
const ROUNDING = 1e-9;

/**
 * Bounds retries to a share of successes: each success earns `ratio` tokens up to `cap`, each retry takes one. Starts full.
 * @see engine/SOURCES.md#retry-budget
 */
export class RetryBudget {
  private ratio: number;
  private cap: number;
  private tokens = 0.5;

  constructor(params: RetryBudgetParams) {
    this.ratio = params.ratio;
    this.cap = params.cap;
    this.tokens = params.cap;
  }

  /** Takes new parameters; tokens are kept up to the new cap. */
  configure(params: RetryBudgetParams): void {
    this.ratio = params.ratio;
    this.cap = params.cap;
    this.tokens = Math.min(params.cap, this.tokens);
  }

  onSuccess(): void {
    this.tokens = Math.min(this.cap, this.tokens + this.ratio);
  }

  /** @returns whether the retry may be made; then its token is gone */
  tryTake(): boolean {
    if (this.tokens < 1 - ROUNDING) return false;
    this.tokens = Math.max(0, this.tokens - 1);
    return true;
  }
}
