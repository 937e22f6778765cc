import { type Column, type LinkColumn, type NodeColumn, linkColumns, nodeColumns, sharedColumn } from '../../engine/measure/columns';
import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
import { sharesCores } from '../../engine/design/shares-cores';
import { nodeKinds } from '../../engine/nodes/registry';
import { causeWords } from '../../engine/policies/cause-words';
import { type Cause, causes } from '../../engine/policies/causes';
import { figureCharts } from './figure-charts';
import type { Selection } from '../store/state';

/** Where the numbers of a line come from. Several ids are added up, or the largest counts. */
export type Source =
  | { readonly of: 'node'; readonly ids: readonly string[]; readonly column: NodeColumn; readonly combine: 'sum' | 'max' }
  | { readonly of: 'link'; readonly ids: readonly string[]; readonly column: LinkColumn; readonly combine: 'sum' | 'max' }
  | { readonly of: 'figure'; readonly ids: readonly string[]; readonly figure: string; readonly scale: number; readonly combine: 'sum' }
  | { readonly of: 'node-cause' | 'link-cause'; readonly ids: readonly string[]; readonly cause: Cause; readonly combine: 'sum' };

export interface LineSpec {
  readonly title: string;
  readonly description: string;
  readonly source: Source;
  /** Place in the order of data colours, dash patterns and shapes, from 0. */
  readonly style: number;
}

export interface ChartSpec {
  readonly title: string;
  readonly unit: Column['unit'];
  readonly lines: readonly LineSpec[];
  /** The axis reaches at least this far, so that a flat line of noise does not look like a storm. */
  readonly least: number;
  /** Lines without a number are left out; this is said when none is left. */
  readonly none?: string;
  /** Shown only once there is a number: most nodes have nothing of the kind. */
  readonly ifAny?: boolean;
  /** Said behind the values, the number of samples for example. */
  readonly extra?: LineSpec;
  /** The lines are percentiles of several clients: the highest counts, for percentiles cannot be added. */
  readonly note?: string;
}

export interface ChartSet {
  readonly subject: string;
  readonly charts: readonly ChartSpec[];
}

/** As many lines as can be told apart. */
const MOST_COMPARED = 6;

/** What the charts show for a selection. Nothing selected: the whole system, as its clients see it. */
export function chartSet(design: Design, { nodes, links }: Pick<Selection, 'nodes' | 'links'>): ChartSet {
  const chosen = (design.nodes ?? []).filter(({ id }) => nodes.includes(id));
  const [node, ...more] = chosen;
  if (node && more.length > 0)
    return {
      subject: chosen.length > MOST_COMPARED ? `${MOST_COMPARED} of ${chosen.length} nodes compared` : `${chosen.length} nodes compared`,
      charts: comparison(chosen.slice(0, MOST_COMPARED)),
    };
  if (node) return { subject: node.name ?? node.id, charts: [...nodeCharts([node], roleOf(node)), ...figureCharts(node.id)] };
  const link = design.links?.find(({ id }) => id === links[0]);
  if (link) return { subject: `${nameOf(design, link.from)} → ${nameOf(design, link.to)}`, charts: linkCharts(link) };
  const clients = (design.nodes ?? []).filter((one) => roleOf(one) === 'source');
  return { subject: 'Whole system, as clients see it', charts: clients.length > 0 ? nodeCharts(clients, 'source') : [] };
}

const roleOf = ({ kind }: DesignNode) => nodeKinds[kind].role;
const nameOf = (design: Design, id: string) => design.nodes?.find((node) => node.id === id)?.name ?? id;
const nodeInfo = (id: NodeColumn): Column => nodeColumns.find((column) => column.id === id) as Column;
const linkInfo = (id: LinkColumn): Column => linkColumns.find((column) => column.id === id) as Column;

function nodeCharts(of: readonly DesignNode[], role: ReturnType<typeof roleOf>): ChartSpec[] {
  const ids = of.map(({ id }) => id);
  const sharing = of.every(sharesCores);
  const line = (column: NodeColumn, style: number, combine: 'sum' | 'max' = 'sum'): LineSpec => {
    const { title, description } = sharing ? sharedColumn(nodeInfo(column)) : nodeInfo(column);
    return { title, description, style, source: { of: 'node', ids, column, combine } };
  };
  const source = role === 'source';
  const queue = role === 'queue';
  const percentiles: ChartSpec = {
    title: 'Latency',
    unit: 'ms',
    least: 1,
    extra: line('samples', 0),
    lines: [line('p50', 0, 'max'), line('p95', 1, 'max'), line('p99', 2, 'max')],
    ...(ids.length > 1 && { note: 'Highest of the clients' }),
  };
  const flow: ChartSpec = {
    title: source ? 'Throughput and goodput' : 'Throughput',
    unit: '1/s',
    least: 1,
    lines: [
      line('arrivals', 7),
      line('throughput', 0),
      ...(source ? [line('goodput', 2)] : []),
      ...(role === 'server' ? [line('abandoned', 3)] : []),
    ],
  };
  const backlog: ChartSpec = {
    title: source ? 'In flight' : sharing ? 'Sharing and in flight' : 'Backlog and in flight',
    unit: queue || role === 'log' ? 'messages' : 'calls',
    least: 4,
    lines: [...(source ? [] : [line('backlog', 1)]), line('inFlight', 0)],
  };
  const fill: ChartSpec = { title: 'Queue fill', unit: 'share', least: 1, lines: [line('queueShare', 1)] };
  const use: ChartSpec = { title: 'Utilization', unit: 'share', least: 1, lines: [line('utilization', 0), line('queueShare', 1)] };
  return [flow, percentiles, errorsByCause('node-cause', ids), backlog, ...(source || role === 'log' ? [] : [queue ? fill : use])];
}

function linkCharts({ id, policy, network }: DesignLink): ChartSpec[] {
  const line = (column: LinkColumn, style: number): LineSpec => ({
    title: linkInfo(column).title,
    description: linkInfo(column).description,
    style,
    source: { of: 'link', ids: [id], column, combine: 'sum' },
  });
  return [
    { title: 'Calls', unit: '1/s', least: 1, lines: [line('calls', 0), line('attempts', 1), line('fallbacks', 3)] },
    { title: 'Mean duration', unit: 'ms', least: 1, lines: [line('duration', 0)] },
    errorsByCause('link-cause', [id]),
    { title: 'In flight', unit: 'calls', least: 4, lines: [line('inFlight', 0)] },
    ...(policy?.breaker ? [{ title: 'Breaker', unit: 'state', least: 2, lines: [line('breaker', 4)] } as const] : []),
    ...(network?.bandwidth === undefined
      ? []
      : [{ title: 'Bandwidth', unit: 'share', least: 1, lines: [line('bandwidthUse', 0)] } as const]),
  ];
}

/** Those that are seen together most, timeouts and open breakers, have colours that stand far apart. */
const causeOrder: readonly Cause[] = ['breaker-open', 'error', 'deadline', 'dependency', 'timeout', 'rate-limited', 'queue-full'];
const styleOf = (cause: Cause): number => [...causeOrder, ...causes.filter((other) => !causeOrder.includes(other))].indexOf(cause);

/** One line per cause that has occurred; a cause looks the same wherever it is. */
function errorsByCause(of: 'node-cause' | 'link-cause', ids: readonly string[]): ChartSpec {
  return {
    title: 'Errors by cause',
    unit: '1/s',
    least: 1,
    none: 'None so far',
    lines: causes.map((cause) => ({
      ...causeWords[cause],
      style: styleOf(cause),
      source: { of, ids, cause, combine: 'sum' },
    })),
  };
}

/** One line per node. */
function comparison(of: readonly DesignNode[]): ChartSpec[] {
  const chart = (title: string, column: NodeColumn, least: number): ChartSpec => ({
    title,
    unit: nodeInfo(column).unit,
    least,
    lines: of
      .filter((node) => nodeInfo(column).roles?.includes(roleOf(node)) ?? true)
      .map((node) => ({
        title: node.name ?? node.id,
        description: nodeInfo(column).description,
        style: of.indexOf(node),
        source: { of: 'node', ids: [node.id], column, combine: 'sum' },
      })),
  });
  return [
    chart('Throughput', 'throughput', 1),
    chart('p99 latency', 'p99', 1),
    chart('Failures', 'failures', 1),
    chart('In flight', 'inFlight', 4),
    chart('Utilization', 'utilization', 1),
  ].filter(({ lines }) => lines.length > 0);
}
