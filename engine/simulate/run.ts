import type { Report } from '../measure/report';
import type { Design } from '../design/schema';
import type { Result } from '../core/problem';
import type { RunChange } from './record';

export interface RunOptions {
  /** Replaces the design's own. */
  readonly seed?: number;
  /** Simulated time, warm-up included. [s] */
  readonly duration?: number;
  /** Time left out of the account. [s] */
  readonly warmup?: number;
  /** Hand-made changes to replay. */
  readonly changes?: readonly RunChange[];
  /** Called about ten times a run with the share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}
/** One whole run without a screen. */
export declare function run(design: Design, options?: RunOptions): Result<Report>;
