import path from 'node:path';
import jStat from 'jstat';
import { beforeAll, expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { Report } from '../../engine/measure/report';
import { nativeEngine } from '../support/native-engine';

/** `long` (npm run laws:long): intervals a third as wide, for hours. `print`: says what was measured. `list`: only writes docs/laws. */
const mode = process.env['FAULTLINE_LAWS'];
const long = mode === 'long';
/** Largest half-width of a 99 % interval, as a share of theory: a wide interval would let anything pass. */
const MEAN_WIDTH = long ? 0.003 : 0.01;
const TAIL_WIDTH = long ? 0.01 : 0.03;
/** How far the middle of a histogram's bucket may be from what is in it. Only where intervals are as narrow does it show. */
const BUCKET = 1 / 128;
const FEWEST = 20;
const MOST = long ? 100_000 : 2_000;

/** How long one law may take: it is slow, never late. [ms] */
export const LONG = long ? 10 * 3_600_000 : 1_200_000;

/** Claims of a case that would take a minute of a processor otherwise: their intervals may be so many times as wide. */
export const widened = (claims: readonly Claim[], times: number): Claim[] =>
  claims.map((claim) => ({ ...claim, width: (claim.tail ? 0.03 : 0.01) * times }));

/** What is compared: theory, and where a report says the same. */
export interface Claim {
  readonly what: string;
  readonly theory: number;
  readonly measured: (report: Report) => number | null;
  /** A 99th percentile, or a probability so small that only rare requests tell: its interval may be three times as wide. */
  readonly tail?: boolean;
  /** Half-width where the case does not allow the usual one in the time of a test; `laws:long` takes a third of it. */
  readonly width?: number;
}

interface Runs {
  /** Simulated time of one replication after its warm-up. [s] */
  readonly seconds: number;
  /** [s] */
  readonly warmup: number;
  /** Fewest; there are as many as the interval needs. */
  readonly replications?: number;
}

let engine: Awaited<ReturnType<typeof nativeEngine>>;
const rows = new Map<string, string>();

/** To be called once by each file of laws. */
export function prepareEngine(): void {
  beforeAll(async () => {
    engine = await nativeEngine();
  });
}

/** To be called at the end of each file of laws: what it compares is written down in docs/laws, and cannot age there. */
export function writtenDown(): void {
  test('docs/laws says what is compared', async () => {
    const { testPath = '' } = expect.getState();
    const file = path.join('../../docs/laws', `${path.basename(testPath, '.test.ts')}.md`);
    const head = '| law | what is compared | theory | half of the 99 % interval |\n|---|---|---|---|\n';
    await expect(`${head}${[...rows.values()].join('')}`).toMatchFileSnapshot(file);
  });
}

/** One run. [s] */
export function once(design: Design, seed: number, { seconds, warmup }: Runs): Report {
  const result = engine.run(design, { seed, warmup, duration: warmup + seconds });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/**
 * Method: independent replications, each after a warm-up of its own, until the 99 % Student interval of every claim is narrow: half-width at
 * most 1 % of theory for means, 3 % for tails. Theory must lie inside. Of two hundred such claims two would lie outside by luck, so a claim
 * that does is put to as many other seeds, once, and must hold there.
 * @returns what does not agree, in words; nothing when all is well
 */
export async function disagreements(design: Design, runs: Runs, claims: readonly Claim[]): Promise<string[]> {
  const law = (expect.getState().currentTestName ?? '').replaceAll(' > ', ': ');
  for (const { what, theory, width, tail } of claims)
    rows.set(`${law} ${what}`, `| ${law} | ${what} | ${theory.toPrecision(6)} | ≤ ${percent(width ?? (tail ? 0.03 : 0.01))} |\n`);
  if (mode === 'list') return [];
  const first = await judged(design, runs, claims, 1);
  const doubtful = claims.filter((_, i) => !first[i]!.agrees);
  if (doubtful.length === 0) return [];
  const again = await judged(design, runs, doubtful, 1_000_001);
  return again.filter(({ agrees }) => !agrees).map(({ text }) => text);
}

async function judged(design: Design, runs: Runs, claims: readonly Claim[], firstSeed: number) {
  const values = claims.map((): number[] => []);
  let found: ReturnType<typeof judge>[] = [];
  for (let n = 0, aim = runs.replications ?? FEWEST; n < aim; ) {
    for (; n < aim; n++) {
      const report = once(design, firstSeed + n, runs);
      for (const [i, { measured }] of claims.entries()) values[i]!.push(measured(report) ?? NaN);
      // Vitest hears from a test that runs for long only between two replications.
      await new Promise((resolve) => setImmediate(resolve));
    }
    found = claims.map((claim, i) => judge(claim, values[i]!));
    // An interval shrinks with the root of the number of replications.
    const excess = Math.max(...found.map(({ width, allowed }) => width / allowed));
    if (excess > 1) aim = Math.min(MOST, Math.ceil(n * Math.min(2, excess * excess * 1.05)) + 1);
  }
  if (mode !== undefined) process.stderr.write(found.map(({ text }) => `${text}\n`).join(''));
  return found;
}

function judge({ what, theory, tail = false, width: special }: Claim, values: readonly number[]) {
  const usual = tail ? TAIL_WIDTH : MEAN_WIDTH;
  const allowed = special === undefined ? usual : long ? special / 3 : special;
  const { mean, half } = interval(values);
  const width = half / theory;
  const text = `${what}: theory ${theory.toPrecision(6)}, measured ${mean.toPrecision(6)} ± ${percent(width)} (n = ${values.length})`;
  const slack = long && tail ? theory * BUCKET : 0;
  // NaN agrees with nothing.
  return { text, width, allowed, agrees: width <= allowed && Math.abs(mean - theory) <= half + slack };
}

const percent = (share: number): string => `${Number((100 * share).toFixed(2))} %`;

/** Mean and half-width of its 99 % interval (Student t). */
function interval(values: readonly number[]): { readonly mean: number; readonly half: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, half: jStat.studentt.inv(0.995, n - 1) * Math.sqrt(variance / n) };
}
