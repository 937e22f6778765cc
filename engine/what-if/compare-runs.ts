import type { Report } from '../measure/report';
import { type Measure, absentIsZero, measuresOf } from './compare-measures';
import type { Comparison, Headline, MeasureLine } from './compare-document';
import { unbalanced } from './conserved';
import { CONFIDENCE } from './estimate';
import { differenceAt, pairedDifference, shownBy } from './paired-difference';

type Claims = ReadonlyMap<string, { readonly text: string; held: number }>;

/** What is kept of the runs of one design: every number, run by run, and nothing else of their reports. */
class RunsOf {
  readonly seeds: number[] = [];
  readonly digests: string[] = [];
  readonly slos = new Map<string, { readonly text: string; held: number }>();
  readonly invariants = new Map<string, { readonly text: string; held: number }>();
  readonly parts = new Set<string>();
  conserved = true;
  simulated = 0;
  warmup = 0;
  readonly columns = new Map<string, { readonly of: Omit<Measure, 'value'>; readonly values: (number | null)[] }>();

  add(report: Report): void {
    const run = this.seeds.length;
    this.seeds.push(report.seed);
    this.digests.push(report.digest);
    this.simulated = report.simulated;
    this.warmup = report.warmup;
    this.conserved &&= unbalanced(report).length === 0;
    for (const { id } of [...report.nodes, ...report.links]) this.parts.add(id);
    for (const { id, text, met } of report.slos) count(this.slos, id, text, met);
    for (const { id, text, holds } of report.ledger?.invariants ?? []) count(this.invariants, id, text, holds);
    for (const { value, ...of } of measuresOf(report)) {
      let column = this.columns.get(of.path);
      if (!column) this.columns.set(of.path, (column = { of, values: [] }));
      while (column.values.length < run) column.values.push(null);
      column.values.push(value);
    }
  }

  /** One number, run by run. */
  values(path: string): (number | null)[] {
    const values = this.columns.get(path)?.values ?? [];
    const all = Array.from(this.seeds, (_, i) => values[i] ?? null);
    return absentIsZero(path) ? all.map((value) => value ?? 0) : all;
  }
}

/** The headline figures: the number of them sets how far their intervals are widened. */
const headlines: readonly { readonly path: string; readonly title: string }[] = [
  { path: 'requests.goodput', title: 'Answered in time' },
  { path: 'requests.failedShare', title: 'Failed requests' },
  { path: 'requests.latency.p50', title: 'p50 of those answered' },
  { path: 'requests.latency.p99', title: 'p99 of those answered' },
  { path: 'cost.perHour', title: 'Cost' },
];

/** What two designs did, gathered pair by pair, and what that shows. */
export class PairedRuns {
  private readonly before = new RunsOf();
  private readonly after = new RunsOf();

  add(before: Report, after: Report): void {
    this.before.add(before);
    this.after.add(after);
  }

  /** All of the comparison that is found in the runs. */
  account(): Pick<
    Comparison,
    'simulated' | 'warmup' | 'runs' | 'headlines' | 'measures' | 'looked' | 'slos' | 'invariants' | 'only' | 'conserved'
  > {
    const { before, after } = this;
    const measures = this.measures();
    return {
      simulated: after.simulated,
      warmup: after.warmup,
      runs: before.seeds.map((seed, i) => ({
        seeds: { before: seed, after: after.seeds[i]! },
        digests: { before: before.digests[i]!, after: after.digests[i]! },
      })),
      headlines: this.headlines(),
      measures,
      looked: {
        compared: measures.length,
        shown: measures.filter(isShown).length,
        byLuck: (1 - CONFIDENCE) * measures.filter(({ chance }) => chance !== null && chance < 1).length,
        stands: measures.filter(({ stands }) => stands).length,
      },
      slos: claims(before.slos, after.slos),
      invariants: claims(before.invariants, after.invariants),
      only: { before: without(before.parts, after.parts), after: without(after.parts, before.parts) },
      conserved: before.conserved && after.conserved,
    };
  }

  private headlines(): Headline[] {
    const there = headlines.filter(({ path }) => this.before.columns.has(path) && this.after.columns.has(path));
    return there.map(({ path, title }) => {
      const { of } = this.after.columns.get(path)!;
      const [a, b] = [this.before.values(path), this.after.values(path)];
      const { low, high } = differenceAt(a, b, 1 - (1 - CONFIDENCE) / there.length);
      return { title, ...of, ...pairedDifference(a, b), sure: { low, high }, shown: shownBy({ low, high }) };
    });
  }

  private measures(): MeasureLine[] {
    const paths = [...this.after.columns.keys()].filter((path) => this.before.columns.has(path) || absentIsZero(path));
    const gone = [...this.before.columns.keys()].filter((path) => absentIsZero(path) && !this.after.columns.has(path));
    const lines = [...paths, ...gone].flatMap((path) => {
      const { of } = (this.after.columns.get(path) ?? this.before.columns.get(path))!;
      // A cause at a node or link that only one of them has is nothing to compare.
      if (!this.bothHave(path)) return [];
      return [{ ...of, ...pairedDifference(this.before.values(path), this.after.values(path)) }];
    });
    const bound = discoveryBound(lines.flatMap(({ chance }) => chance ?? []));
    return lines.map((line) => ({ ...line, stands: line.chance !== null && line.chance <= bound && line.difference.mean !== 0 }));
  }

  private bothHave(path: string): boolean {
    const [part, id = ''] = path.split('.');
    return (part !== 'nodes' && part !== 'links') || (this.before.parts.has(id) && this.after.parts.has(id));
  }
}

/**
 * The chance up to which findings are kept, so that on average no more than 5 % of those kept are luck; -1 for none.
 * @see Benjamini and Hochberg, "Controlling the false discovery rate" (1995)
 */
export function discoveryBound(chances: readonly number[], rate = 1 - CONFIDENCE): number {
  const sorted = chances.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((chance, i) => chance <= (rate * (i + 1)) / sorted.length);
  return last < 0 ? -1 : sorted[last]!;
}

export const isShown = ({ verdict }: Pick<MeasureLine, 'verdict'>): boolean => verdict === 'higher' || verdict === 'lower';

function count(claimed: Map<string, { readonly text: string; held: number }>, id: string, text: string, holds: boolean): void {
  const claim = claimed.get(id);
  if (claim) claim.held += holds ? 1 : 0;
  else claimed.set(id, { text, held: holds ? 1 : 0 });
}

const claims = (before: Claims, after: Claims): Comparison['slos'] =>
  [...new Set([...before.keys(), ...after.keys()])].map((id) => ({
    id,
    text: (after.get(id) ?? before.get(id))!.text,
    before: before.get(id)?.held ?? null,
    after: after.get(id)?.held ?? null,
  }));

const without = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] => [...some].filter((id) => !others.has(id));
