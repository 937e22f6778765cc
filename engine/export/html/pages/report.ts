import type { Design } from '../../../design/schema';
import type { Report } from '../../../measure/report';
import type { Page, Section, Tone, ToneText } from '../page';
import { type BarRow, bars } from '../pictures/bars';
import { diagram } from '../pictures/diagram';
import { timeline } from '../pictures/timeline';
import { counted, number, percent } from '../words';

/** The account of one run. */
export function reportPage(report: Report, design: Design | null): Page {
  const { requests, slos, ledger } = report;
  const broken = (ledger?.invariants ?? []).filter(({ holds }) => !holds);
  const missed = slos.filter(({ met }) => !met);
  return {
    title: report.design,
    facts: [
      `One run of ${number(report.simulated)} s, the first ${number(report.warmup)} s left out of the account; seed ${report.seed}; digest ${report.digest}.`,
      `${counted(requests.arrived, 'request')} sent; ${number(requests.throughput)} answered per second, ${number(requests.goodput)} of them in time; ${percent(requests.failedShare)} failed.`,
    ],
    verdict: verdictOf(slos.length, missed.length, broken.length),
    sections: [
      ...(slos.length > 0 ? [objectives(report)] : []),
      ...(ledger && ledger.invariants.length > 0 ? [invariants(ledger.invariants)] : []),
      ...(design ? [{ kind: 'picture', title: 'Design', picture: diagram(design, `The design ${report.design}`) } as const] : []),
      latencies(report),
      ...happened(report),
      ...degraded(report),
      nodes(report),
      links(report),
    ],
  };
}

/** How objectives and invariants came out, in a sentence. */
function verdictOf(all: number, missed: number, broken: number): ToneText {
  const parts = [
    ...(missed > 0 ? [`${missed} of ${counted(all, 'objective')} missed`] : []),
    ...(broken > 0 ? [`${counted(broken, 'invariant')} broken`] : []),
  ];
  if (parts.length > 0) return { text: `${parts.join(', ')}.`, tone: 'bad' };
  return all > 0
    ? { text: all === 1 ? 'The objective is met.' : `All ${all} objectives are met.`, tone: 'good' }
    : { text: 'The design states no objective.', tone: 'plain' };
}

const objectives = ({ slos }: Report): Section => ({
  kind: 'table',
  title: 'Objectives',
  columns: [{ title: 'Verdict' }, { title: 'Objective' }, { title: 'Measured', number: true }, { title: 'Error budget', number: true }],
  rows: slos.map(({ text, met, measured, objective, budget }) => [
    met ? { text: '✓ met', tone: 'good' } : { text: '✗ missed', tone: 'bad' },
    text,
    measured === null ? '–' : objective <= 1 && text.includes('%') ? percent(measured) : `${number(measured)} ms`,
    budgetWords(budget.left),
  ]),
});

const budgetWords = (left: number | null): string =>
  left === null ? '–' : left >= 0 ? `${percent(left)} left` : `spent ${number(Number((1 - left).toPrecision(2)))} times`;

const invariants = (lines: NonNullable<Report['ledger']>['invariants']): Section => ({
  kind: 'table',
  title: 'Invariants',
  columns: [{ title: 'Verdict' }, { title: 'Invariant' }, { title: 'Violations', number: true }],
  rows: lines.map(({ text, holds, violations }) => [
    holds ? { text: '✓ holds', tone: 'good' } : { text: '✗ broken', tone: 'bad' },
    text,
    number(violations),
  ]),
});

/** Percentiles of each node as a bar from the median to the p99. */
function latencies({ nodes: lines, requests }: Report): Section {
  const all = [{ id: 'all requests', total: requests.latency }, ...lines.filter(({ role }) => role === 'server')];
  const rows = all.flatMap(({ id, total: { p50, p99 } }): BarRow[] =>
    p50 === null || p99 === null
      ? []
      : [
          {
            title: id,
            bars: [
              { from: 0, to: p99, tone: 'plain', words: `p99 ${number(p99)} ms` },
              { from: 0, to: p50, tone: 'good', words: '' },
            ],
          },
        ],
  );
  return rows.length === 0
    ? { kind: 'words', title: 'Latency', lines: ['Nothing was answered.'] }
    : {
        kind: 'picture',
        title: 'Latency',
        note: 'Grey to the 99th percentile, green to the median.',
        picture: bars(rows.slice(0, 40), 0, ' ms', 'Latency by node: median and 99th percentile'),
      };
}

const tones: Readonly<Record<string, Tone>> = {
  'fault-start': 'bad',
  'fault-end': 'good',
  'breaker-open': 'bad',
  'breaker-closed': 'good',
  'slo-breach': 'bad',
  'slo-recovered': 'good',
  crash: 'bad',
  restart: 'good',
};

const happened = ({ marks, simulated }: Report): Section[] =>
  marks.length === 0
    ? []
    : [
        {
          kind: 'picture',
          title: 'What happened',
          ...(marks.length > 40 && { note: `The first 40 of ${marks.length}.` }),
          picture: timeline(
            marks.map(({ at, kind, text }) => ({ at, text, tone: tones[kind] ?? 'plain' })),
            simulated,
            'What happened when',
          ),
        },
      ];

const degraded = ({ degraded: lines }: Report): Section[] =>
  lines.length === 0
    ? []
    : [
        {
          kind: 'table',
          title: 'What degraded, the first one first',
          columns: [{ title: 'From', number: true }, { title: 'Node' }, { title: 'How one saw it' }],
          rows: lines.map(({ at, subject, sign }) => [`${number(at)} s`, subject, sign]),
        },
      ];

const nodes = ({ nodes: lines }: Report): Section => ({
  kind: 'table',
  title: 'Nodes',
  columns: ['Node', 'Rate 1/s', 'Errors', 'p50 ms', 'p95 ms', 'p99 ms', 'Utilization', 'Max backlog'].map((title, i) => ({
    title,
    number: i > 0,
  })),
  rows: lines.map(({ id, role, rate, errorShare, total, utilization, maxBacklog }) => [
    id,
    number(rate),
    percent(errorShare),
    number(total.p50),
    number(total.p95),
    number(total.p99),
    percent(utilization),
    number(role === 'source' ? null : maxBacklog),
  ]),
});

const links = ({ links: lines }: Report): Section => ({
  kind: 'table',
  title: 'Links',
  columns: ['Link', 'Rate 1/s', 'Errors', 'p50 ms', 'p99 ms', 'Retries', 'Fallbacks', 'Breaker trips'].map((title, i) => ({
    title,
    number: i > 0,
  })),
  rows: lines.map(({ id, rate, errorShare, duration, retries, fallbacks, breakerTrips }) => [
    id,
    number(rate),
    percent(errorShare),
    number(duration.p50),
    number(duration.p99),
    number(retries),
    number(fallbacks),
    number(breakerTrips),
  ]),
});
