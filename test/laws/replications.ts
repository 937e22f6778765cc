import jStat from 'jstat';
import { beforeAll } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { nativeEngine } from '../support/native-engine';

/** Largest half-width of a 99 % interval, as a share of theory: a wide interval would let anything pass. */
const MEAN_WIDTH = 0.02;
const TAIL_WIDTH = 0.04;
const REPLICATIONS = 20;

/** What is compared: theory, and where a report says the same. */
export interface Claim {
  readonly what: string;
  readonly theory: number;
  readonly measured: (report: Report) => number | null;
  /**
   * A 99th percentile, or a probability so small that only rare requests tell: its interval may be twice as wide. An interval much narrower
   * than 0.8 % would show the histogram's buckets instead of the model.
   */
  readonly tail?: boolean;
}

interface Runs {
  /** Simulated time of one replication after its warm-up. [s] */
  readonly seconds: number;
  /** [s] */
  readonly warmup: number;
  readonly replications?: number;
}

let engine: Awaited<ReturnType<typeof nativeEngine>>;

/** To be called once by each file of laws. */
export function prepareEngine(): void {
  beforeAll(async () => {
    engine = await nativeEngine();
  });
}

/** One run. [s] */
export function once(design: Design, seed: number, { seconds, warmup }: Runs): Report {
  const result = engine.run(design, { seed, warmup, duration: warmup + seconds });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/**
 * Method: independent replications with seeds 1, 2, 3 …, each after a warm-up of its own. Theory must lie inside the 99 % Student
 * interval of their mean, and that interval must be narrow: half-width at most 2 % of theory for means, 4 % for tails.
 * @returns what does not agree, in words; nothing when all is well
 */
export async function disagreements(design: Design, runs: Runs, claims: readonly Claim[]): Promise<string[]> {
  const reports: Report[] = [];
  for (let seed = 1; seed <= (runs.replications ?? REPLICATIONS); seed++) {
    reports.push(once(design, seed, runs));
    // Vitest hears from a test that runs for long only between two replications.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const found = claims.map(({ what, theory, measured, tail = false }) => {
    const { mean, half } = interval(reports.map((report) => measured(report) ?? NaN));
    const width = half / theory;
    const text = `${what}: theory ${theory.toPrecision(6)}, measured ${mean.toPrecision(6)} ± ${(100 * width).toFixed(2)} %`;
    // NaN agrees with nothing.
    const agrees = width <= (tail ? TAIL_WIDTH : MEAN_WIDTH) && Math.abs(mean - theory) <= half;
    return { text, agrees };
  });
  if (process.env['FAULTLINE_LAWS'] === 'print') process.stderr.write(`${found.map(({ text }) => text).join('\n')}\n`);
  return found.filter(({ agrees }) => !agrees).map(({ text }) => text);
}

/** Mean and half-width of its 99 % interval (Student t). */
function interval(values: readonly number[]): { readonly mean: number; readonly half: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, half: jStat.studentt.inv(0.995, n - 1) * Math.sqrt(variance / n) };
}
