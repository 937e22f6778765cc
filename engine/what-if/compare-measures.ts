import type { Report } from '../measure/report';

/** A number of a report, and how to read it. */
export interface Measure {
  /** Path into the report: `nodes.orders.queueWait.p99`. */
  readonly path: string;
  /** `ms`, `1/s`, `share`, `bytes`, `s`, a currency …; '' for plain counts. */
  readonly unit: string;
  /** Which way is good; null where neither is. */
  readonly better: 'higher' | 'lower' | null;
  readonly value: number;
}

/** Every number of a report that two runs can be compared by. What only repeats the question (sizes of samples, objectives, theory) is left out. */
export function measuresOf(report: Report): Measure[] {
  const found: Measure[] = [];
  const { requests, journeys, tenants, nodes, links, cost, ledger } = report;
  const parts = { requests, journeys, tenants, nodes, links, cost, ledger };
  for (const [name, part] of Object.entries(parts)) collect(part, [name], found);
  const currency = cost?.currency ?? '';
  for (const { id, text, measured, budget } of report.slos) {
    const latency = !text.includes('%');
    if (measured !== null) {
      found.push({ path: `slos.${id}.measured`, unit: latency ? 'ms' : 'share', better: latency ? 'lower' : 'higher', value: measured });
    }
    found.push({ path: `slos.${id}.budget.bad`, unit: '', better: 'lower', value: budget.bad });
  }
  return found.map((measure) =>
    measure.path.startsWith('cost.') ? { ...measure, unit: `${currency}${costUnit(measure.path)}` } : measure,
  );
}

/** A count that a run does not have at all is 0 there: a cause that never came up. */
export const absentIsZero = (path: string): boolean => path.includes('.failuresByCause.');

/** What is not measured but asked for, or is told elsewhere. */
const skipped = new Set(['n', 'theory', 'latencyIntervals', 'deadLetters', 'partitions', 'first', 'open', 'forgotten', 'meanInSystem']);
const times = new Set(['latency', 'total', 'queueWait', 'service', 'duration', 'time']);

type Reading = Pick<Measure, 'unit' | 'better'>;
const count: Reading = { unit: '', better: null };
const fewer: Reading = { unit: '', better: 'lower' };
const bytes: Reading = { unit: 'bytes', better: null };
const share: Reading = { unit: 'share', better: null };

/** How a number is read, by the last word of its path. */
const readings: Readonly<Record<string, Reading>> = {
  rate: { unit: '1/s', better: null },
  attempts: { unit: '1/s', better: null },
  throughput: { unit: '1/s', better: 'higher' },
  goodput: { unit: '1/s', better: 'higher' },
  ok: { unit: '', better: 'higher' },
  failedShare: { unit: 'share', better: 'lower' },
  errorShare: { unit: 'share', better: 'lower' },
  failed: fewer,
  late: fewer,
  meanBacklog: fewer,
  maxBacklog: fewer,
  coldStarts: fewer,
  abandoned: fewer,
  blamed: fewer,
  violations: fewer,
  lag: fewer,
  lagSeconds: { unit: 's', better: 'lower' },
  lost: fewer,
  deadLettered: fewer,
  duplicated: fewer,
  outOfOrder: fewer,
  utilization: share,
  share,
  sendUse: share,
  receiveUse: share,
  replicaSeconds: { unit: 's', better: null },
  sent: bytes,
  received: bytes,
  crossZone: bytes,
  crossRegion: bytes,
  perHour: { unit: '/h', better: 'lower' },
  perDay: { unit: '/d', better: 'lower' },
  perThousandRequests: { unit: '/1000', better: 'lower' },
};

const costUnit = (path: string): string => readings[path.split('.').at(-1)!]?.unit ?? '/h';

function readingOf(path: readonly string[]): Reading {
  const [parent, last] = path.slice(-2);
  if (parent !== undefined && times.has(parent)) return { unit: 'ms', better: 'lower' };
  if (parent === 'failuresByCause') return fewer;
  return readings[last ?? ''] ?? count;
}

function collect(value: unknown, path: readonly string[], found: Measure[]): void {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) found.push({ path: path.join('.'), ...readingOf(path), value });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  // Items without an id have no place that another run would have too.
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) if (hasId(item)) collect(item, [...path, item.id], found);
    return;
  }
  for (const [key, part] of Object.entries(value)) if (!skipped.has(key)) collect(part, [...path, key], found);
}

const hasId = (item: unknown): item is { readonly id: string } =>
  typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string';
