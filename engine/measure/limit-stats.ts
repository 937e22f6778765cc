/** Whole-run counters of one rate limit. decisions = passed at once + delayed + refused + failed closed + waiting for the store. */
export class LimitStats {
  /** Calls that it was asked about. */
  decisions = 0;
  /** Let in after a wait for their turn. */
  delayed = 0;
  refused = 0;
  /** Decisions that the store did not answer, so that the limit was open or closed by choice. */
  storeFailures = 0;

  /** What came since `before`. */
  since(before: LimitStats): LimitStats {
    const difference = new LimitStats();
    difference.decisions = this.decisions - before.decisions;
    difference.delayed = this.delayed - before.delayed;
    difference.refused = this.refused - before.refused;
    difference.storeFailures = this.storeFailures - before.storeFailures;
    return difference;
  }
}
