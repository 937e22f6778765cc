import { z } from 'zod';
import { type BudgetLook, allowedShare, lookAt, misses, objectiveOf, type Spending, spending } from './error-budget';
import { type Slo, journeysOf, sloText } from './slo';
import type { Subjects } from './subjects';

/** What stops an experiment. Times in nanoseconds. */
export type AbortCondition =
  | { readonly kind: 'failures'; readonly above: number; readonly over: number }
  | { readonly kind: 'objective'; readonly objective: string; readonly over: number }
  | { readonly kind: 'backlog'; readonly node: string; readonly above: number; readonly for: number }
  | { readonly kind: 'invariant' };

/** What is looked at in the run of an experiment. Plain data; times in nanoseconds. */
export interface ExperimentPlan {
  /** When the first fault starts. */
  readonly from: number;
  /** When the last one ends; null where one lasts to the end. */
  readonly until: number | null;
  /** Time to recover in, after that. */
  readonly recovery: number;
  /** Objectives that are looked at, by their ids. */
  readonly slos: readonly string[];
  readonly abort: readonly AbortCondition[];
}

const zPhase = z.strictObject({
  id: z.enum(['before', 'during', 'after']).describe('Before the first fault, while they are on, and after the time to recover in.'),
  from: z.number().describe('[s]'),
  until: z.number().describe('[s]'),
  finished: z.number().describe('Requests that finished meanwhile.'),
  bad: z.number().describe('Of them: failed or late.'),
  slos: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string().describe('In words.'),
      unit: z.enum(['ms', 'share']),
      objective: z.number().describe('In that unit.'),
      measured: z.number().nullable().describe('In that unit; null where nothing was to measure.'),
      counted: z.number().describe('Requests that it counts.'),
      bad: z.number().describe('Of them: slower than the bound, or not answered in time.'),
      met: z.boolean().describe('Not without answers where there should have been many.'),
    }),
  ),
});
export type ExperimentPhase = z.infer<typeof zPhase>;

/** What an experiment saw in one run. */
export const zExperimentRun = z.strictObject({
  phases: z.array(zPhase).describe('Those that the run came to.'),
  recovery: z
    .array(
      z.strictObject({
        id: z.string().describe('Objective.'),
        after: z
          .number()
          .nullable()
          .describe('Time after the end of the last fault from which on it was met, to a second; null where it was not. [s]'),
      }),
    )
    .describe('Empty where a fault lasts to the end, or the run was stopped before.'),
  aborted: z
    .strictObject({ at: z.number().describe('[s]'), text: z.string().describe('Why, in words.') })
    .nullable()
    .describe('Null where nothing stopped it.'),
});
export type ExperimentRun = z.infer<typeof zExperimentRun>;

const SECOND = 1e9;
/** Objectives are held against so long a stretch to find the recovery. [ns] */
const WINDOW = 5 * SECOND;
/** Requests below which an expectation says nothing. */
const ENOUGH = 20;
/** With so little of what came before the faults, hardly anything is answered. */
const STARVED = 0.1;

interface Look {
  readonly at: number;
  readonly budgets: readonly BudgetLook[];
  readonly finished: number;
  readonly bad: number;
}

/** Watches a run for an experiment: what held before, during and after the faults, how soon all was well again, and whether to stop. */
export class ExperimentWatch {
  aborted: ExperimentRun['aborted'] = null;
  private readonly slos: readonly Slo[];
  private readonly phases: ExperimentPhase[] = [];
  private readonly looks: Look[] = [];
  private start: Look | null = null;
  /** [ns] */
  private due = 0;
  /** Start of the last window in which each objective was missed. [ns] */
  private readonly missedFrom: (number | null)[];
  private readonly backlogSince: (number | null)[];
  private readonly memory: number;

  constructor(
    private readonly plan: ExperimentPlan,
    slos: readonly Slo[],
    private readonly subjects: Subjects,
  ) {
    const asked = new Set([
      ...plan.slos,
      ...plan.abort.flatMap((condition) => (condition.kind === 'objective' ? condition.objective : [])),
    ]);
    this.slos = slos.filter(({ id }) => asked.has(id));
    this.missedFrom = this.slos.map(() => null);
    this.backlogSince = plan.abort.map(() => null);
    this.memory = Math.max(WINDOW, ...plan.abort.map((condition) => ('over' in condition ? condition.over : 0)));
  }

  /** When it wants to look next. [ns] */
  nextAt(now: number): number {
    const { from, until } = this.plan;
    const grid =
      until !== null && now >= until ? until + (Math.floor((now - until) / SECOND) + 1) * SECOND : (Math.floor(now / SECOND) + 1) * SECOND;
    return Math.min(grid, ...[from, until, this.settledAt].filter((at) => at !== null && at > now).map(Number));
  }

  /** The account begins: the warm-up is over. [ns] */
  begin(now: number): void {
    this.start = this.lookNow(now);
  }

  /** To be called when `nextAt` has come; calls in between do nothing. [ns] */
  look(now: number): void {
    if (this.start === null || now < this.due) return;
    this.due = this.nextAt(now);
    const { from, until } = this.plan;
    const look = this.lookNow(now);
    if (now === from) this.close('before', look);
    if (now === until) this.close('during', look);
    if (now === this.settledAt) this.start = look;
    this.looks.push(look);
    while (this.looks.length > 1 && this.looks[1]!.at <= now - this.memory) this.looks.shift();
    if (until !== null && now >= until + WINDOW) this.lookForMisses(now - WINDOW);
    this.aborted ??= this.abortAt(look);
  }

  /** What was seen, at the end of the run. [ns] */
  result(now: number): ExperimentRun {
    const { until, slos } = this.plan;
    if (this.start !== null && now > this.start.at) {
      if (this.settledAt !== null && now > this.settledAt) this.close('after', this.lookNow(now));
      else if (until === null || now < until) this.close(now > this.plan.from ? 'during' : 'before', this.lookNow(now));
    }
    const ended = until !== null && this.aborted === null;
    const recovery = this.slos.map(({ id }, i) => ({ id, after: this.recoveredAfter(this.missedFrom[i] ?? null, now) }));
    return { phases: this.phases, recovery: ended ? recovery.filter(({ id }) => slos.includes(id)) : [], aborted: this.aborted };
  }

  /** End of the time to recover in. */
  private get settledAt(): number | null {
    const { until, recovery } = this.plan;
    return until === null ? null : until + recovery;
  }

  private recoveredAfter(missedFrom: number | null, now: number): number | null {
    if (missedFrom === null) return 0;
    // Missed in the last whole window still.
    if (missedFrom + WINDOW + SECOND > now) return null;
    return (missedFrom + SECOND - this.plan.until!) / SECOND;
  }

  private lookNow(now: number): Look {
    let finished = 0;
    let bad = 0;
    for (const { stats } of this.subjects.journeys) {
      bad += stats.late + stats.failed;
      finished += stats.ok + stats.degraded + stats.late + stats.failed;
    }
    return { at: now, finished, bad, budgets: this.slos.map((slo) => lookAt(slo, journeysOf(slo, this.subjects.journeys))) };
  }

  private spentSince(slo: Slo, look: BudgetLook | undefined): Spending {
    return spending(slo, journeysOf(slo, this.subjects.journeys), look);
  }

  private close(id: ExperimentPhase['id'], end: Look): void {
    const start = this.start!;
    const time = end.at - start.at;
    this.phases.push({
      id,
      from: start.at / SECOND,
      until: end.at / SECOND,
      finished: end.finished - start.finished,
      bad: end.bad - start.bad,
      slos: this.slos.flatMap((slo, i) => {
        if (!this.plan.slos.includes(slo.id)) return [];
        const spent = this.spentSince(slo, start.budgets[i]);
        const measured = Number.isNaN(spent.measured) ? null : spent.measured;
        const met = !misses(slo, spent) && !this.isStarved(slo.id, spent.counted, time);
        const unit = slo.kind === 'latency' ? ('ms' as const) : ('share' as const);
        return [
          { id: slo.id, text: sloText(slo), unit, objective: objectiveOf(slo), measured, counted: spent.counted, bad: spent.bad, met },
        ];
      }),
    });
    this.start = end;
  }

  /** Where hardly anything is answered, what is answered in time proves nothing. */
  private isStarved(id: string, counted: number, time: number): boolean {
    const before = this.phases.find((phase) => phase.id === 'before');
    const usual = before?.slos.find((slo) => slo.id === id)?.counted;
    if (before === undefined || usual === undefined) return false;
    const expected = (usual / ((before.until - before.from) * SECOND)) * time;
    return expected >= ENOUGH && counted < STARVED * expected;
  }

  private lookForMisses(since: number): void {
    const old = this.looks.find(({ at }) => at >= since);
    if (old === undefined) return;
    for (const [i, slo] of this.slos.entries()) {
      const spent = this.spentSince(slo, old.budgets[i]);
      if (clearlyMissed(slo, spent) || this.isStarved(slo.id, spent.counted, WINDOW)) this.missedFrom[i] = old.at;
    }
  }

  private abortAt(now: Look): ExperimentRun['aborted'] {
    for (const [i, condition] of this.plan.abort.entries()) {
      const text = this.abortText(condition, i, now);
      if (text !== null) return { at: now.at / SECOND, text };
    }
    return null;
  }

  private abortText(condition: AbortCondition, i: number, now: Look): string | null {
    if (condition.kind === 'invariant') {
      const { ledger } = this.subjects;
      ledger.settle(now.at);
      const broken = ledger.keepers.find(({ violations }) => violations > 0);
      return broken === undefined ? null : `the invariant ${broken.invariant.id} was broken`;
    }
    if (condition.kind === 'backlog') {
      const node = this.subjects.nodes.find(({ id, removed }) => id === condition.node && !removed);
      const above = (node?.stats.waiting ?? 0) > condition.above;
      const since = (this.backlogSince[i] = above ? (this.backlogSince[i] ?? now.at) : null);
      return since === null || now.at - since < condition.for
        ? null
        : `more than ${condition.above} waited at ${condition.node} for ${condition.for / SECOND} s`;
    }
    const seconds = condition.over / SECOND;
    const old = this.looks.findLast(({ at }) => at <= now.at - condition.over);
    if (old === undefined) return null;
    if (condition.kind === 'failures') {
      const finished = now.finished - old.finished;
      const share = (now.bad - old.bad) / finished;
      return finished < ENOUGH || share <= condition.above
        ? null
        : `${Math.round(share * 100)} % of the requests of the last ${seconds} s failed or came late`;
    }
    const at = this.slos.findIndex(({ id }) => id === condition.objective);
    const slo = this.slos[at];
    if (slo === undefined || !clearlyMissed(slo, this.spentSince(slo, old.budgets[at]))) return null;
    return `the objective ${slo.id} was missed over the last ${seconds} s`;
  }
}

/**
 * More went wrong than luck explains where just what is allowed goes wrong: n p + 3 √(n p) + 1 of n requests are passed by one window in a
 * thousand. A single failure in five seconds is none of that, even where one in a thousand may fail.
 */
function clearlyMissed(slo: Slo, spent: Spending): boolean {
  const allowed = spent.counted * allowedShare(slo);
  return misses(slo, spent) && spent.bad > allowed + 3 * Math.sqrt(allowed) + (allowed === 0 ? 0 : 1);
}
