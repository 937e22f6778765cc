import { type Result, success } from '../core/problem';
import { examine } from '../design/resolve';
import type { Design, ResolvedDesign } from '../design/schema';
import type { LoadRun, Spent } from '../practice/critique/criterion';
import type { Truth } from '../practice/critique/document';
import { withRate } from '../practice/load';
import { type Break, placedBreak, type PlacedBreak } from '../practice/predict';
import type { Prompt } from '../practice/prompt-file';
import type { Crew } from './crew';
import type { Outcome } from './outcome';
import type { OutcomeJob } from './tasks';

/** Time left out at the start, within these bounds. [s] */
const WARMUP = { least: 2, most: 15 } as const;
/** Time that is measured. [s] */
const MEASURED = 10;
/** Longest run of a design whose load changes over time: its own curve must be seen. [s] */
const LONGEST = 60;
/** From the warm-up to a fault; from its end, time to settle; and time that is measured then. [s] */
const FAULT = { after: 2, settle: 10, measured: 4 } as const;
/** What a good drawing keeps under a fault and has again afterwards, where no reference says what is possible. */
const usual: Bar = { kept: 0.8, recovered: 0.95, p99: null };
/** Of what the reference keeps: another good answer need not be as good to the last request. */
const NEARLY = 0.95;

/** Shares answered in time under one fault and after it. */
export interface Bar {
  readonly kept: number;
  readonly recovered: number;
  /** Time that 99 of 100 wait at most; null where nobody knows. [ms] */
  readonly p99: number | null;
}

/** What a reference shows to be possible, fault by fault; null where it has not the part that is hit. */
export const barsOf = (truths: readonly Truth[]): (Bar | null)[] =>
  truths.map(({ kept, recovered, p99 }) =>
    kept === null || recovered === null
      ? null
      : { kept: NEARLY * kept, recovered: NEARLY * recovered, p99: p99 === null ? null : p99 / NEARLY },
  );

const counts = ['arrived', 'ok', 'degraded', 'late', 'failed'];
const requestFigures = counts.map((name) => `requests.${name}`);

/** What a client does to others. */
const goesWild: readonly string[] = ['traffic-surge', 'reconnect-storm'];

/**
 * What is counted under a fault. Where it is some clients that go wild or come back, all others are: what matters is that they notice
 * nothing, and who is turned away for good reason is no loss.
 */
function figuresFor({ fault: { action } }: Break, hit: readonly string[], journeys: ResolvedDesign['journeys']): string[] {
  const others = journeys.filter(({ client }) => !goesWild.includes(action) || !hit.includes(client)).map(({ id }) => id);
  if (others.length === 0 || others.length === journeys.length) return [...requestFigures, 'requests.latency.p99'];
  return [
    ...counts.map((name) => others.map((id) => `journeys.${id}.${name}`).join(' + ')),
    ...others.map((id) => `journeys.${id}.latency.p99`),
  ];
}

export interface Runs {
  readonly load: readonly LoadRun[];
  readonly truths: readonly Truth[];
}

export interface RunsWanted {
  readonly design: Design;
  readonly prompt: Prompt;
  /** The one fault that is looked at; null for all. */
  readonly only: number | null;
  readonly seeds: readonly number[];
  /** What the reference keeps under each fault; null where nobody knows. */
  readonly bars: readonly (Bar | null)[];
}

/** A drawing at the load of a prompt, without any faults of its own. */
export const atTarget = (design: Design, { targets }: Prompt): Design => withRate({ ...design, faults: [] }, targets.rate);

/** The jobs of one drawing, and what is made of their outcomes; null for a drawing that does not run. */
export function planned({ design, prompt, only, seeds, bars }: RunsWanted): Plan | null {
  const loaded = atTarget(design, prompt);
  const { resolved } = examine(loaded);
  if (!resolved) return null;
  const window = windowOf(resolved);
  const workers = resolved.nodes.map(({ id }) => id);
  const figures = [
    ...requestFigures,
    'requests.latency.p99',
    'cost.perHour',
    ...resolved.slos.flatMap(({ id }) => ['counted', 'bad', 'allowed'].map((name) => `slos.${id}.budget.${name}`)),
    ...workers.map((id) => `nodes.${id}.utilization`),
  ];
  const from = window.warmup + FAULT.after;
  const placed = prompt.breaks.map((one, at) => placedBreak(one, at, resolved, { startAfter: from, duration: one.lasts / 1e9 }));
  const runs = placed.map((one) => ({ ...loaded, faults: [...one.faults] }));
  const can = placed.map(({ hit }, at) => (only ?? at) === at && hit.length > 0 && examine(runs[at]).resolved !== null);
  const jobs: OutcomeJob[] = [
    ...seeds.map((seed) => ({ design: loaded, figures, options: { ...window, seed } })),
    ...runs.flatMap((of, at) => {
      if (!can[at]) return [];
      const seed = seeds[0]!;
      const until = from + prompt.breaks[at]!.lasts / 1e9;
      const figures = figuresFor(prompt.breaks[at]!, placed[at]!.hit, resolved.journeys);
      return [
        { design: of, figures, options: { seed, warmup: from, duration: until } },
        {
          design: of,
          figures,
          options: { seed, warmup: until + FAULT.settle, duration: until + FAULT.settle + FAULT.measured },
        },
      ];
    }),
  ];
  const gather = (outcomes: readonly Outcome[]): Runs => {
    let next = seeds.length;
    return {
      load: outcomes.slice(0, seeds.length).map((outcome) => loadRun(outcome, window.duration - window.warmup, workers)),
      truths: placed.map((one, at) => {
        const pair = can[at] ? outcomes.slice(next, (next += 2)) : [];
        const { question, happens, lasts } = prompt.breaks[at]!;
        return truthOf(
          one,
          { at, question, happens, from, until: from + lasts / 1e9, bar: bars[at] ?? usual, shown: (bars[at] ?? null) !== null },
          pair,
        );
      }),
    };
  };
  return { jobs, gather };
}

export interface Plan {
  readonly jobs: readonly OutcomeJob[];
  readonly gather: (outcomes: readonly Outcome[]) => Runs;
}

/** Has the jobs of some plans done, all together, so that a crew is never idle. */
export async function done(plans: readonly (Plan | null)[], crew: Crew, hooks: Parameters<Crew>[2]): Promise<Result<(Runs | null)[]>> {
  const outcomes: Outcome[] = [];
  for await (const result of crew(
    'outcome',
    plans.flatMap((plan) => plan?.jobs ?? []),
    hooks,
  )) {
    if (!result.ok) return result;
    outcomes.push(result.value);
  }
  let at = 0;
  return success(plans.map((plan) => plan && plan.gather(outcomes.slice(at, (at += plan.jobs.length)))));
}

function windowOf({ run, nodes }: ResolvedDesign): { readonly warmup: number; readonly duration: number } {
  const warmup = Math.min(WARMUP.most, Math.max(WARMUP.least, run.warmup / 1e9));
  const changes = nodes.some(({ kind, params }) => kind === 'client' && changesOverTime(params));
  const own = Math.min(LONGEST, run.duration / 1e9);
  return { warmup, duration: changes && own > warmup + MEASURED ? own : warmup + MEASURED };
}

function changesOverTime(params: object): boolean {
  const traffic: unknown = 'traffic' in params ? params.traffic : null;
  if (typeof traffic !== 'object' || traffic === null) return false;
  const curve: unknown = 'curve' in traffic ? traffic.curve : undefined;
  const kind: unknown = 'kind' in traffic ? traffic.kind : undefined;
  return (
    kind === 'recorded' ||
    kind === 'bursty' ||
    (typeof curve === 'object' && curve !== null && 'kind' in curve && curve.kind !== 'constant')
  );
}

/** A queue that grows leaves requests without an answer; a few are always under way. */
const UNDER_WAY = 0.03;

function answeredOf({ figures }: Outcome): { readonly arrived: number; readonly answered: number | null } {
  const [arrived = 0, ok = 0, degraded = 0, late = 0, failed = 0] = figures.map((value) => value ?? 0);
  const finished = ok + degraded + late + failed;
  const of = arrived - finished > UNDER_WAY * arrived ? arrived : finished;
  return { arrived, answered: of === 0 ? null : Math.min(1, (ok + degraded) / of) };
}

function loadRun(outcome: Outcome, seconds: number, workers: readonly string[]): LoadRun {
  const { arrived, answered } = answeredOf(outcome);
  const [p99 = null, costPerHour = null, ...held] = outcome.figures.slice(requestFigures.length);
  const used = held.slice(3 * outcome.slos.length);
  return {
    seed: outcome.seed,
    rate: arrived / seconds,
    p99,
    answered,
    utilization: Object.fromEntries(workers.flatMap((id, i) => (typeof used[i] === 'number' ? [[id, used[i]]] : []))),
    broken: outcome.invariants.filter(({ holds }) => !holds).map(({ id }) => id),
    spent: Object.fromEntries(outcome.slos.map(({ id }, i) => [id, spentOf(held.slice(3 * i))])),
    costPerHour,
  };
}

const spentOf = ([counted, bad, allowed]: readonly (number | null)[]): Spent => ({
  counted: counted ?? 0,
  bad: bad ?? 0,
  allowed: allowed ?? 0,
});

const slowest = (waits: readonly (number | null)[]): number | null => (waits.includes(null) ? null : Math.max(...waits.map(Number)));

interface About {
  readonly at: number;
  readonly question: string;
  readonly happens: string;
  readonly from: number;
  readonly until: number;
  readonly bar: Bar;
  readonly shown: boolean;
}

function truthOf(
  { title, hit }: PlacedBreak,
  { at, question, happens, from, until, bar, shown }: About,
  [during, after]: readonly Outcome[],
): Truth {
  const head = { break: at, title, question, happens, from, until, bar: bar.kept, well: bar.recovered, quick: bar.p99, shown };
  if (!during || !after) {
    return { ...head, p99: null, hit: [], kept: null, recovered: null, first: null, half: false, recovers: true, broken: [], noticed: [] };
  }
  const kept = answeredOf(during).answered ?? 0;
  const recovered = answeredOf(after).answered ?? 0;
  return {
    ...head,
    hit: [...hit],
    kept,
    recovered,
    p99: slowest(during.figures.slice(counts.length)),
    first: during.degradedFirst,
    half: kept < 0.5,
    recovers: recovered >= bar.recovered,
    broken: [...new Set([...during.invariants, ...after.invariants].filter(({ holds }) => !holds).map(({ id }) => id))],
    noticed: during.slos.filter(({ met }) => !met).map(({ id }) => id),
  };
}
