import type { Design } from '../../../design/schema';
import type { Page, Section, Tone } from '../page';
import { diagram } from '../pictures/diagram';
import { type IntervalRow, intervals } from '../pictures/intervals';
import { counted, type Interval, number, percent, within } from '../words';

interface Latency {
  readonly p50: Interval;
  readonly p99: Interval;
}

/** What is shown of the account of many runs. */
export interface ReplicationsShown {
  readonly design: string;
  readonly simulated: number;
  readonly warmup: number;
  readonly runs: readonly { readonly seed: number }[];
  readonly requests: { readonly goodput: Interval; readonly failedShare: Interval; readonly latency: Latency };
  readonly nodes: readonly {
    readonly id: string;
    readonly rate: Interval;
    readonly errorShare: Interval;
    readonly utilization: Interval;
    readonly total: Latency;
  }[];
  readonly slos: readonly {
    readonly text: string;
    readonly met: boolean;
    readonly metIn: number;
    readonly measured: Interval;
    readonly objective: number;
  }[];
  readonly invariants: readonly { readonly text: string; readonly holds: boolean; readonly brokenIn: number }[];
}

/** The account of many runs. */
export function replicationsPage(of: ReplicationsShown, design: Design | null): Page {
  const { runs, slos, invariants, requests } = of;
  const missed = slos.filter(({ met }) => !met).length + invariants.filter(({ holds }) => !holds).length;
  const stated = slos.length + invariants.length > 0;
  return {
    title: of.design,
    facts: [
      `${counted(runs.length, 'run')} of ${number(of.simulated)} s, the first ${number(of.warmup)} s left out; seeds ${runs[0]?.seed} to ${runs.at(-1)?.seed}. In parentheses: 95 % confidence intervals.`,
      `${within(requests.goodput)} answered in time per second; ${within(requests.failedShare, percent)} failed; p99 ${within(requests.latency.p99)} ms.`,
    ],
    verdict: !stated
      ? { text: 'The design states no objective.', tone: 'plain' }
      : missed > 0
        ? { text: `${counted(missed, 'objective or invariant')} missed in some run.`, tone: 'bad' }
        : { text: 'Every objective is met, and every invariant holds, in every run.', tone: 'good' },
    sections: [
      ...(stated ? [claims(of)] : []),
      ...(design ? [{ kind: 'picture', title: 'Design', picture: diagram(design, `The design ${of.design}`) } as const] : []),
      ...p99s(of),
      nodes(of),
    ],
  };
}

const claims = ({ slos, invariants, runs }: ReplicationsShown): Section => ({
  kind: 'table',
  title: 'Objectives and invariants',
  columns: [{ title: 'Verdict' }, { title: 'Claim' }, { title: 'Runs', number: true }, { title: 'Measured', number: true }],
  rows: [
    ...slos.map(({ text, met, metIn, measured, objective }) => [
      met ? { text: '✓ met', tone: 'good' as Tone } : { text: '✗ missed', tone: 'bad' as Tone },
      text,
      `${metIn} of ${runs.length}`,
      objective <= 1 ? within(measured, percent) : `${within(measured)} ms`,
    ]),
    ...invariants.map(({ text, holds, brokenIn }) => [
      holds ? { text: '✓ holds', tone: 'good' as Tone } : { text: '✗ broken', tone: 'bad' as Tone },
      text,
      `${runs.length - brokenIn} of ${runs.length}`,
      '',
    ]),
  ],
});

function p99s({ nodes: lines }: ReplicationsShown): Section[] {
  const rows = lines.flatMap(({ id, total: { p99 } }): IntervalRow[] =>
    p99.mean === null ? [] : [{ title: id, mean: p99.mean, low: p99.low, high: p99.high, tone: 'plain', words: `${within(p99)} ms` }],
  );
  return rows.length === 0
    ? []
    : [
        {
          kind: 'picture',
          title: 'p99 of each node',
          picture: intervals(rows.slice(0, 60), null, ' ms', 'p99 of each node with its interval'),
        },
      ];
}

const nodes = ({ nodes: lines }: ReplicationsShown): Section => ({
  kind: 'table',
  title: 'Nodes',
  columns: ['Node', 'Rate 1/s', 'Errors', 'p50 ms', 'p99 ms', 'Utilization'].map((title, i) => ({ title, number: i > 0 })),
  rows: lines.map(({ id, rate, errorShare, total, utilization }) => [
    id,
    within(rate),
    within(errorShare, percent),
    within(total.p50),
    within(total.p99),
    within(utilization, percent),
  ]),
});
