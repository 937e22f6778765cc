import type { Role } from '../nodes/definition';
import { causes } from '../policies/causes';
import { shownFigures } from '../policies/figures';
import type { CauseBlock, FigureBlock, RequestTotals } from './frame';

/** What a number on the screen means. Every column of a frame has one of these; the studio shows it on hover. */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly unit: '1/s' | 'share' | 'ms' | 'calls' | 'messages' | 'replicas' | 'state' | 'samples' | 'workers' | 'requests' | 'B/s';
  readonly description: string;
  /** Roles for which the number can be anything but zero. Absent: all. */
  readonly roles?: readonly Role[];
  /** NaN where the design does not ask for it: then it is not shown at all. */
  readonly ifAny?: true;
}

const column = <I extends string>(id: I, title: string, unit: Column['unit'], description: string, roles?: readonly Role[]) =>
  ({ id, title, unit, description, ...(roles && { roles }) }) as Column & { readonly id: I };

const ifAny = <I extends string>(id: I, title: string, unit: Column['unit'], description: string) =>
  ({ ...column(id, title, unit, description), ifAny: true }) as const;

/** Rates, shares and percentiles speak of the last second of simulated time; counts and states of this moment. */
export const nodeColumns = [
  column('arrivals', 'Arrivals', '1/s', 'Calls (or messages) that arrived per second. For clients: requests sent.'),
  column(
    'throughput',
    'Throughput',
    '1/s',
    'Calls finished well per second. For clients: requests answered, in full or degraded, late ones included. For queues: messages acknowledged.',
  ),
  column('goodput', 'Goodput', '1/s', 'Requests answered, in full or degraded, within their deadline, per second.', ['source']),
  column(
    'failures',
    'Failures',
    '1/s',
    'Calls that failed per second, rejections included. For queues: messages dropped or dead-lettered.',
  ),
  column(
    'errorShare',
    'Error share',
    'share',
    'Failures divided by all that finished. A refusal for want of stock is an answer, and does not count.',
  ),
  column('rejections', 'Rejections', '1/s', 'Calls turned away at the door per second: queue full, rate limit, no replica up.', [
    'server',
    'queue',
    'log',
  ]),
  column('p50', 'p50', 'ms', 'Median time from arrival to answer of the calls that were served in the last second.'),
  column('p95', 'p95', 'ms', '95th percentile of the time from arrival to answer.'),
  column('p99', 'p99', 'ms', '99th percentile of the time from arrival to answer.'),
  column('samples', 'n', 'samples', 'Calls behind the percentiles.'),
  column('queueWait', 'Queue wait', 'ms', 'Mean time that calls waited for a worker, or records for a consumer.', [
    'server',
    'queue',
    'log',
  ]),
  column('service', 'Service', 'ms', 'Mean time that a worker worked on a call, downstream calls not counted.', ['server']),
  column(
    'utilization',
    'Utilization',
    'share',
    'Share of the workers’ time in which they were held; those of copies that only stand by do not count.',
    ['server'],
  ),
  column('busy', 'Busy workers', 'workers', 'Workers held now.', ['server']),
  column('backlog', 'Backlog', 'calls', 'Calls or messages waiting now. For logs: records that a group has not taken, over all groups.', [
    'server',
    'queue',
    'log',
  ]),
  column(
    'inFlight',
    'In flight',
    'calls',
    'Calls in the node now: waiting, in work, or waiting for a downstream answer. For clients: requests without an answer yet.',
  ),
  column('abandoned', 'Work for nobody', '1/s', 'Calls finished per second whose caller had stopped waiting.', ['server']),
  column('replicasUp', 'Replicas up', 'replicas', 'Replicas that can take calls now.', ['server']),
  column('replicas', 'Replicas running', 'replicas', 'Replicas that run now: starting, taking calls, or finishing what they had.', [
    'server',
  ]),
  column('queueShare', 'Queue fill', 'share', 'Backlog divided by what the queues can hold.', ['server', 'queue']),
] as const;

const sharedWords: Readonly<Record<string, Pick<Column, 'title' | 'description'>>> = {
  queueWait: { title: 'Added by sharing', description: 'Mean time by which sharing the cores made calls slower.' },
  service: { title: 'Own work', description: 'Mean time that calls would have worked alone, downstream calls not counted.' },
  utilization: { title: 'Utilization', description: 'Share of the cores’ time in which they worked.' },
  busy: { title: 'Busy cores', description: 'Cores at work now.' },
  backlog: { title: 'Beyond the cores', description: 'Calls at work now beyond the number of cores: they slow all others down.' },
  queueShare: { title: 'Room taken', description: 'Calls beyond the cores divided by how many there may be.' },
};
/** The same column in the words for a node whose calls share its cores: there none waits. */
export const sharedColumn = (of: Column): Column => ({ ...of, ...sharedWords[of.id] });

/** Seen from the caller. */
export const linkColumns = [
  column('calls', 'Calls', '1/s', 'Calls started per second, retries not counted.'),
  column('attempts', 'Attempts', '1/s', 'Attempts sent per second, retries included.'),
  column('failures', 'Failures', '1/s', 'Calls that failed per second, after all retries; a fallback does not hide them here.'),
  column(
    'errorShare',
    'Error share',
    'share',
    'Failed calls divided by all finished calls. A refusal for want of stock is an answer, and does not count.',
  ),
  column('duration', 'Mean duration', 'ms', 'Mean time from the first attempt to the final answer or failure.'),
  column('inFlight', 'In flight', 'calls', 'Calls without an answer yet.'),
  column('breaker', 'Breaker', 'state', '0 none or closed, 1 half-open, 2 open.'),
  column('cut', 'Cut', 'state', '0 no, 1 in both directions, 2 calls do not get through, 3 answers do not.'),
  column('fallbacks', 'Fallbacks', '1/s', 'Calls answered with a substitute per second.'),
  column('hedges', 'Hedges', '1/s', 'Attempts sent per second beside one that took long.'),
  column('concurrencyLimit', 'Adaptive limit', 'calls', 'Calls in flight that the adaptive limit allows now.'),
  ifAny('bytes', 'Bytes', 'B/s', 'Bytes per second, both directions and headers included.'),
  ifAny('crossZone', 'Of them cross-zone', 'B/s', 'Bytes per second that went from one zone to another, or to another region.'),
  ifAny('bandwidthUse', 'Bandwidth used', 'share', 'Share of the time in which the busier direction was sending.'),
  ifAny('transfers', 'Transfers waiting', 'calls', 'Calls, answers and messages that wait for the link to send those before them.'),
] as const;

/** What `requests` of a frame holds of each tick, in this order. */
export const requestColumns = [
  'arrived',
  'ok',
  'degraded',
  'late',
  'failed',
  'inFlight',
] as const satisfies readonly (keyof RequestTotals)[];

/** What is remembered of each objective, a row a second. See `SloLine`. */
export const sloColumns = ['measured', 'missed', 'bad', 'counted', 'budgetLeft', 'burn'] as const;

export type NodeColumn = (typeof nodeColumns)[number]['id'];
export type LinkColumn = (typeof linkColumns)[number]['id'];

const indexOf = <I extends string>(columns: readonly { readonly id: I }[]) =>
  Object.fromEntries(columns.map((c, i) => [c.id, i])) as Record<I, number>;
/** Place of each column in a row. */
export const nodeColumn: Record<NodeColumn, number> = indexOf<NodeColumn>(nodeColumns);
export const linkColumn: Record<LinkColumn, number> = indexOf<LinkColumn>(linkColumns);

/** Names the node and the figure of each column of a block, in order. */
export function figuresOf({ pairs }: FigureBlock, nodes: readonly string[]) {
  return Array.from(pairs, (pair) => ({
    id: nodes[Math.floor(pair / shownFigures.length)]!,
    figure: shownFigures[pair % shownFigures.length]!.id,
  }));
}

/** Names the subject and the cause of each column of a block, in order. */
export function pairsOf({ pairs }: CauseBlock, ids: readonly string[]) {
  return Array.from(pairs, (pair) => ({ id: ids[Math.floor(pair / causes.length)]!, cause: causes[pair % causes.length]! }));
}
