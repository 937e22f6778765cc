import { causes } from '../policies/causes';
import type { CauseBlock } from './frame';

/** What failures are read from: a node or a link. */
export interface FailingSubject {
  readonly stats: { readonly failed: number; readonly failedBy: Float64Array };
}

/**
 * Failures by cause as columns. Most subjects never fail, and those that do have few causes: so only the pairs of subject and
 * cause that have occurred get a column, in the order in which they did. A pair keeps its column to the end of the run.
 */
export class CauseRecorder {
  private readonly pairs: number[] = [];
  private readonly columnOf = new Map<number, number>();
  /** Failures of each subject when it was last searched for new causes. */
  private readonly searched: number[] = [];
  private rows: Float64Array[] = [];

  constructor(private readonly subjects: readonly FailingSubject[]) {}

  /**
   * Adds a row: failures per second by pair.
   * @param since counts of an earlier `look`; none for the start of the run
   * @param seconds time between the two [s]
   */
  tick(since: Float64Array | undefined, seconds: number): void {
    this.search();
    const now = this.look();
    this.rows.push(now.map((count, column) => (seconds > 0 ? (count - (since?.[column] ?? 0)) / seconds : 0)));
  }

  /** Failures so far by pair. */
  look(): Float64Array {
    return Float64Array.from(this.pairs, (pair) => this.subjects[Math.floor(pair / causes.length)]!.stats.failedBy[pair % causes.length]!);
  }

  /** The rows since the last call, in buffers of their own. */
  take(): CauseBlock {
    const width = this.pairs.length;
    const rates = new Float64Array(this.rows.length * width);
    // Rows from before a pair occurred are shorter: what they lack is zero.
    this.rows.forEach((row, tick) => rates.set(row, tick * width));
    this.rows = [];
    return { pairs: Float64Array.from(this.pairs), rates };
  }

  /** Forgets the oldest row, which nobody took. */
  dropOldest(): void {
    this.rows.shift();
  }

  dropAll(): void {
    this.rows = [];
  }

  private search(): void {
    this.subjects.forEach(({ stats }, subject) => {
      if (stats.failed === (this.searched[subject] ?? 0)) return;
      this.searched[subject] = stats.failed;
      for (let cause = 0; cause < causes.length; cause++) {
        const pair = subject * causes.length + cause;
        if (stats.failedBy[cause] === 0 || this.columnOf.has(pair)) continue;
        this.columnOf.set(pair, this.pairs.length);
        this.pairs.push(pair);
      }
    });
  }
}
