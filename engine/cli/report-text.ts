import { createColors } from 'picocolors';
import type { Report } from '../measure/report';
import { unbalanced } from '../what-if/conserved';
import { cascadeText } from './cascade-text';
import { costText } from './cost-text';
import { deadLettersText } from './dead-letters-text';
import { figuresText } from './figures-text';
import { groupsText } from './groups-text';
import { ledgerText } from './ledger-text';
import { bytes, count, measure, nines, percent, spanOf } from './numbers';
import { table, type TableColumn } from './table';
import { theoryText } from './theory-text';

type Node = Report['nodes'][number];
type Link = Report['links'][number];
type Tenant = Report['tenants'][number];
type Slo = Report['slos'][number];

/** A report as people read it. */
export function reportText(report: Report, colors: boolean): string {
  const color = createColors(colors);
  const heading = (words: string): string => `\n${color.bold(words)}\n`;
  return [
    `${color.bold(report.design)}\n`,
    `${spanOf(report.simulated)} simulated, the first ${spanOf(report.warmup)} left out of the account; seed ${report.seed}; ${count(report.events)} events\n`,
    warmupLine(report),
    heading('Requests'),
    requests(report),
    ...(report.tenants.length > 0 ? [heading('Tenants'), table(report.tenants, tenantColumns, colors)] : []),
    heading('Nodes'),
    table(report.nodes, nodeColumns, colors),
    ...figuresSection(report, heading, colors),
    ...groupsSection(report, heading, colors),
    ...deadLettersSection(report, heading),
    ...theorySection(report, heading, colors),
    heading('Links'),
    table(report.links, [...linkColumns, ...trafficColumns(report)], colors),
    ...(report.slos.length > 0 ? [heading('Objectives'), ...report.slos.map((slo) => sloLine(slo, colors))] : []),
    ...(report.cost === null ? [] : [heading('Cost'), costText(report.cost, colors)]),
    ...(report.ledger ? [heading('Ledger'), ledgerText(report.ledger, colors)] : []),
    ...forgottenSection(report, heading),
    heading('What degraded, causes first'),
    cascadeText(report),
    ...brokenBooks(report, colors),
    `\n${color.dim(`Digest ${report.digest}`)}\n`,
  ].join('');
}

function figuresSection(report: Report, heading: (words: string) => string, colors: boolean): string[] {
  const text = figuresText(report, colors);
  return text === '' ? [] : [heading('Data and messages'), text];
}

function forgottenSection({ forgotten = [] }: Report, heading: (words: string) => string): string[] {
  if (forgotten.length === 0) return [];
  return [
    heading('Forgotten for want of room'),
    ...forgotten.map(({ subject, what, count: n }) => `${subject === '' ? '' : `${subject}: `}${count(n)} ${what}\n`),
  ];
}

function groupsSection({ nodes }: Report, heading: (words: string) => string, colors: boolean): string[] {
  const groups = nodes.flatMap((node) => node.groups ?? []);
  return groups.length > 0 ? [heading('Consumer groups'), groupsText(groups, colors)] : [];
}

function deadLettersSection(report: Report, heading: (words: string) => string): string[] {
  const text = deadLettersText(report);
  return text === '' ? [] : [heading('Dead letters'), text];
}

function theorySection(report: Report, heading: (words: string) => string, colors: boolean): string[] {
  const text = theoryText(report, colors);
  return text === '' ? [] : [heading('Queueing theory: predicted | measured'), text];
}

/** Why that much was left out, where a rule found it. */
export const warmupLine = ({ warmupRule: { by, why } }: Pick<Report, 'warmupRule'>): string => (by === 'given' ? '' : `${why}\n`);

function requests(report: Report): string {
  const { arrived, throughput, goodput, latency, failuresByCause } = report.requests;
  const causes = Object.entries(failuresByCause)
    .toSorted(([, a], [, b]) => b - a)
    .map(([cause, n]) => `${cause} ${count(n)}`);
  return [
    `${count(arrived)} sent; ${measure(throughput)} answered per second, ${measure(goodput)} of them in time; ${percent(report.requests.failedShare)} failed\n`,
    `p50 ${measure(latency.p50)} ms, p95 ${measure(latency.p95)} ms, p99 ${measure(latency.p99)} ms, longest ${measure(latency.max)} ms (n = ${count(latency.n)})\n`,
    ...p99Interval(report),
    ...(causes.length > 0 ? [`Failures by cause: ${causes.join(', ')}\n`] : []),
  ].join('');
}

function p99Interval({ requests: { latencyIntervals } }: Report): string[] {
  const { p99 } = latencyIntervals;
  if (p99 === null) return [];
  return [
    `p99 lies between ${measure(p99.low)} and ${measure(p99.high)} ms (95 %) if requests did not wait for each other; --replications says it without an if\n`,
  ];
}

const nodeColumns: readonly TableColumn<Node>[] = [
  { title: 'Node', of: ({ id }) => id, align: 'left' },
  { title: 'Rate 1/s', of: ({ rate }) => measure(rate) },
  { title: 'Errors', of: ({ errorShare }) => percent(errorShare) },
  { title: 'p50 ms', of: ({ total }) => measure(total.p50) },
  { title: 'p95 ms', of: ({ total }) => measure(total.p95) },
  { title: 'p99 ms', of: ({ total }) => measure(total.p99) },
  { title: 'Utilization', of: ({ utilization }) => percent(utilization) },
  // Clients have no queue: what a number cannot be is not shown.
  { title: 'Max backlog', of: ({ role, maxBacklog }) => count(role === 'source' ? null : maxBacklog) },
];

const tenantColumns: readonly TableColumn<Tenant>[] = [
  { title: 'Tenant', of: ({ id }) => id, align: 'left' },
  { title: 'Sent', of: ({ arrived }) => count(arrived) },
  { title: 'In time', of: ({ ok, degraded }) => count(ok + degraded) },
  { title: 'Late', of: ({ late }) => count(late) },
  { title: 'Failed', of: ({ failed }) => count(failed) },
  { title: 'p50 ms', of: ({ latency }) => measure(latency.p50) },
  { title: 'p99 ms', of: ({ latency }) => measure(latency.p99) },
];

const linkColumns: readonly TableColumn<Link>[] = [
  { title: 'Link', of: ({ id }) => id, align: 'left' },
  { title: 'Rate 1/s', of: ({ rate }) => measure(rate) },
  { title: 'Errors', of: ({ errorShare }) => percent(errorShare) },
  { title: 'p50 ms', of: ({ duration }) => measure(duration.p50) },
  { title: 'p95 ms', of: ({ duration }) => measure(duration.p95) },
  { title: 'p99 ms', of: ({ duration }) => measure(duration.p99) },
  { title: 'Retries', of: ({ retries }) => count(retries) },
  { title: 'Fallbacks', of: ({ fallbacks }) => count(fallbacks) },
  { title: 'Breaker trips', of: ({ breakerTrips }) => count(breakerTrips) },
];

/** Bytes, where the design asks for them. */
function trafficColumns({ links }: Report): readonly TableColumn<Link>[] {
  const any = (read: (traffic: NonNullable<Link['traffic']>) => unknown) => links.some(({ traffic }) => traffic && read(traffic));
  const column = (title: string, of: (traffic: NonNullable<Link['traffic']>) => string): TableColumn<Link> => ({
    title,
    of: ({ traffic }) => (traffic === null ? bytes(null) : of(traffic)),
  });
  return [
    ...(any(() => true) ? [column('Sent', ({ sent }) => bytes(sent)), column('Received', ({ received }) => bytes(received))] : []),
    ...(any(({ crossZone }) => crossZone) ? [column('Cross-zone', ({ crossZone }) => bytes(crossZone))] : []),
    ...(any(({ crossRegion }) => crossRegion) ? [column('Cross-region', ({ crossRegion }) => bytes(crossRegion))] : []),
    ...(any(({ sendUse }) => sendUse !== null)
      ? [column('Bandwidth', ({ sendUse, receiveUse }) => percent(sendUse === null ? null : Math.max(sendUse, receiveUse ?? 0)))]
      : []),
  ];
}

function sloLine({ text, met, measured, objective, budget }: Slo, colors: boolean): string {
  const color = createColors(colors);
  const verdict = met ? color.green('met   ') : color.red('missed');
  // Objectives in milliseconds are at least 1; shares are at most 1 and say so in percent.
  const shown = measured !== null && objective <= 1 && text.includes('%') ? nines(measured) : `${measure(measured)} ms`;
  return `${verdict}  ${text}: ${measured === null ? 'nothing to measure' : `${shown}, ${budgetWords(budget)}`}\n`;
}

function budgetWords({ left, bad }: Slo['budget']): string {
  if (left === null) return bad === 0 ? 'nothing may go wrong and nothing did' : `nothing may go wrong and ${bad} did`;
  return left >= 0 ? `${percent(left)} of the error budget left` : `${Number((1 - left).toPrecision(2))} times the error budget spent`;
}

function brokenBooks(report: Report, colors: boolean): string[] {
  const wrong = unbalanced(report);
  if (wrong.length === 0) return [];
  const words = `Broken invariant: what arrived is not what completed, failed or is still in flight, at ${wrong.join(', ')}.`;
  return [`\n${createColors(colors).red(words)}\n`];
}
