import type { Design } from '../../engine/design/schema';
import { linkById, linkName, nodeById, nodeName } from '../inspector/describe';
import { formatByteRate, formatMs, formatNumber, formatRate, formatShare, NO_DATA } from '../panels/format';
import type { Format } from './pictures/interval';

/** Writes numbers of a unit: `ms`, `1/s`, `share`, `bytes`, `s`, `duration` (milliseconds); anything else stands behind the number. */
export function formatOf(unit: string): Format {
  switch (unit) {
    case 'ms':
    case 'duration':
      return formatMs;
    case 's':
      return (value) => (value === null ? NO_DATA : formatMs(value * 1000));
    case '1/s':
      return formatRate;
    case 'share':
      return formatShare;
    case 'bytes/s':
      return formatByteRate;
    case '×':
      return (value) => (value === null ? NO_DATA : `${formatNumber(value)}×`);
    case '':
      return formatNumber;
    default:
      return (value) => (value === null ? NO_DATA : `${formatNumber(value)}\u00a0${value === 1 ? unit.replace(/s$/, '') : unit}`);
  }
}

/** Words for parts of a path that do not say it themselves. */
const words: Readonly<Record<string, string>> = {
  goodput: 'answered in time',
  throughput: 'answered',
  failedShare: 'failed',
  errorShare: 'errors',
  queueWait: 'wait for a worker',
  service: 'time being worked on',
  total: 'time to answer',
  latency: 'latency',
  duration: 'duration of calls',
  meanBacklog: 'waiting, mean',
  maxBacklog: 'waiting, most',
  breakerTrips: 'breaker trips',
  failuresByCause: 'failures by cause',
  p999: 'p99.9',
  degraded: 'degraded answers',
};

/** A number of a report in words: "Orders: wait for a worker p99". */
export function figureTitle(design: Design, path: string): string {
  const [first = '', second] = path.split(' / ');
  if (second !== undefined) return `${figureTitle(design, first)} as a share of ${partTitle(second.split('.').slice(-1))}`;
  const [part = '', ...rest] = first.split('.');
  if (part === 'requests') return `All requests: ${partTitle(rest)}`;
  const [id = '', ...inside] = rest;
  return `${subjectTitle(design, part, id)}: ${partTitle(inside)}`;
}

const partTitle = (path: readonly string[]): string =>
  path.map((word) => words[word] ?? word.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()).join(' ');

function subjectTitle(design: Design, part: string, id: string): string {
  if (part === 'nodes') return nodeName(nodeById(design, id), id);
  if (part === 'links') {
    const link = linkById(design, id);
    return link ? linkName(design, link) : id;
  }
  if (part === 'journeys') return design.journeys?.find((each) => each.id === id)?.name ?? id;
  if (part === 'slos') return `Objective ${id}`;
  return part === 'tenants' ? `Tenant ${id}` : `${part} ${id}`;
}
