import { createColors } from 'picocolors';
import type { Replications } from '../what-if/replicate';
import { count, countWithin, measureWithin, percent, percentWithin, spanOf } from './numbers';
import { warmupLine } from './report-text';
import { table, type TableColumn } from './table';

type Node = Replications['nodes'][number];
type Link = Replications['links'][number];

/** Several runs as people read them: means with half of their 95 % confidence interval. */
export function replicationsText(of: Replications, colors: boolean): string {
  const color = createColors(colors);
  const heading = (words: string): string => `\n${color.bold(words)}\n`;
  const { requests, runs, slos } = of;
  const { p50, p95, p99 } = requests.latency;
  return [
    `${color.bold(of.design)}\n`,
    `${runs.length} runs of ${spanOf(of.simulated)}, the first ${spanOf(of.warmup)} of each left out; seeds ${runs[0]?.seed} to ${runs.at(-1)?.seed}\n`,
    warmupLine(of),
    ...precisionLines(of),
    color.dim('Means over the runs ± half of their 95 % confidence interval\n'),
    heading('Requests'),
    `${measureWithin(requests.throughput)} answered per second, ${measureWithin(requests.goodput)} of them in time; ${percentWithin(requests.failedShare)} failed\n`,
    `p50 ${measureWithin(p50)} ms, p95 ${measureWithin(p95)} ms, p99 ${measureWithin(p99)} ms\n`,
    heading('Nodes'),
    table(of.nodes, nodeColumns, colors),
    heading('Links'),
    table(of.links, linkColumns, colors),
    ...(slos.length > 0 ? [heading('Objectives')] : []),
    ...slos.map(
      ({ text, met, metIn }) => `${met ? color.green('met   ') : color.red('missed')}  ${text} (met in ${metIn} of ${runs.length} runs)\n`,
    ),
    ...(of.invariants.length > 0 ? [heading('Ledger')] : []),
    ...of.invariants.map(
      ({ text, holds, brokenIn, violations }) =>
        `${holds ? color.green('holds ') : color.red('broken')}  ${text} (broken in ${brokenIn} of ${runs.length} runs${holds ? '' : `; ${measureWithin(violations)} violations a run`})\n`,
    ),
    heading('What degraded first'),
    of.degradedFirst.length === 0
      ? 'Nothing degraded.\n'
      : of.degradedFirst.map(({ subject, runs: n }) => `${subject} in ${n} of ${runs.length} runs\n`).join(''),
    of.conserved ? '' : color.red('\nBroken invariant: in some run, what arrived is not what completed, failed or is still in flight.\n'),
  ].join('');
}

function precisionLines({ precision, runs }: Replications): string[] {
  if (precision === null) return [];
  const { target, reached, cap, figures, heldOut } = precision;
  const widths = figures.map(({ figure, halfWidth }) => `${figure} ± ${halfWidth === null ? '?' : percent(halfWidth)}`).join(', ');
  const asked = `Asked for ± ${percent(target)}`;
  const [least] = figures;
  const end = reached
    ? `reached after ${runs.length} runs; ${heldOut} held out longest`
    : `not reached in ${cap} runs: ${heldOut} held out at ± ${percent(least?.halfWidth ?? null)}`;
  return [`${asked}: ${end}.\n`, `${widths}\n`];
}

const nodeColumns: readonly TableColumn<Node>[] = [
  { title: 'Node', of: ({ id }) => id, align: 'left' },
  { title: 'Rate 1/s', of: ({ rate }) => measureWithin(rate) },
  { title: 'Errors', of: ({ errorShare }) => percentWithin(errorShare) },
  { title: 'p50 ms', of: ({ total }) => measureWithin(total.p50) },
  { title: 'p95 ms', of: ({ total }) => measureWithin(total.p95) },
  { title: 'p99 ms', of: ({ total }) => measureWithin(total.p99) },
  { title: 'Utilization', of: ({ utilization }) => percentWithin(utilization) },
  { title: 'Max backlog', of: ({ kind, maxBacklog }) => (kind === 'client' ? count(null) : countWithin(maxBacklog)) },
];

const linkColumns: readonly TableColumn<Link>[] = [
  { title: 'Link', of: ({ id }) => id, align: 'left' },
  { title: 'Rate 1/s', of: ({ rate }) => measureWithin(rate) },
  { title: 'Errors', of: ({ errorShare }) => percentWithin(errorShare) },
  { title: 'p50 ms', of: ({ duration }) => measureWithin(duration.p50) },
  { title: 'p95 ms', of: ({ duration }) => measureWithin(duration.p95) },
  { title: 'p99 ms', of: ({ duration }) => measureWithin(duration.p99) },
  { title: 'Retries', of: ({ retries }) => countWithin(retries) },
  { title: 'Breaker trips', of: ({ breakerTrips }) => measureWithin(breakerTrips) },
];
