import type { Design } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { figureTitle } from './figures';

/** Spans of time, in milliseconds in a report. */
const spans = new Set(['latency', 'total', 'queueWait', 'service', 'duration', 'time']);
const rates = new Set(['rate', 'attempts', 'throughput', 'goodput']);
const shares = new Set(['failedShare', 'errorShare', 'utilization', 'share', 'sendUse', 'receiveUse']);

/** Unit of a number of a report, from its path. */
export function unitOf(path: string): string {
  if (path.includes(' / ')) return 'share';
  const [parent = '', last = ''] = path.split('.').slice(-2);
  if (spans.has(parent)) return 'ms';
  if (rates.has(last)) return '1/s';
  return shares.has(last) ? 'share' : '';
}

export interface FigureChoice {
  readonly value: string;
  readonly label: string;
}

/** Figures that are worth asking about, by what they are of. */
export function figureChoices(design: Design): { readonly group: string; readonly items: FigureChoice[] }[] {
  const choice = (value: string): FigureChoice => ({ value, label: figureTitle(design, value) });
  const of = (path: string, names: readonly string[]) => names.map((name) => choice(`${path}.${name}`));
  const latencies = ['latency.p99', 'latency.p95', 'latency.p50', 'latency.mean'];
  return [
    {
      group: 'All requests',
      items: of('requests', ['latency.p99', 'latency.p95', 'latency.p50', 'latency.mean', 'goodput', 'throughput', 'failedShare']),
    },
    { group: 'Journeys', items: (design.journeys ?? []).flatMap(({ id }) => of(`journeys.${id}`, [...latencies, 'failed'])) },
    {
      group: 'Components',
      items: (design.nodes ?? [])
        .filter(({ kind }) => nodeKinds[kind].role !== 'source')
        .flatMap(({ id }) => of(`nodes.${id}`, ['utilization', 'errorShare', 'total.p99', 'queueWait.p99', 'meanBacklog', 'maxBacklog'])),
    },
    {
      group: 'Links',
      items: (design.links ?? []).flatMap(({ id }) => of(`links.${id}`, ['duration.p99', 'errorShare', 'retries', 'breakerTrips'])),
    },
  ].filter(({ items }) => items.length > 0);
}
