import { modelOf } from '../../design/node-model';
import type { ResolvedNode } from '../../design/schema';
import { number } from '../html/words';
import { msWords, percent, rateWords, spanWords } from '../words';
import { type Basis, isStore, linkName } from './basis';

/** Something to watch at a component. */
export interface Signal {
  readonly watch: string;
  /** What the run measured. */
  readonly usual: string;
  readonly alarm: string;
  /** Where the threshold comes from. */
  readonly why: string;
}

/** Above this share of its workers a server's queue grows by itself at the next wave. */
const BUSY = 0.8;
/** An alarm rings at so many times what is usual. */
const TIMES = 3;

/** What tells that a component is unwell, most telling first; nothing for what only sends. */
export function signalsOf(node: ResolvedNode, basis: Basis): Signal[] {
  const model = modelOf(node);
  if (model.role === 'source') return [];
  if (model.role === 'queue' || model.role === 'log') return messageSignals(node, basis);
  return [...durationSignal(node, basis), ...busySignal(node, basis), ...backlogSignal(node, basis), ...ofItsKind(node, basis)];
}

function durationSignal({ id }: ResolvedNode, { measured, view }: Basis): Signal[] {
  const p99 = measured.node(id)?.total.p99 ?? null;
  if (p99 === null || p99 === 0) return [];
  const timeouts = view.index.incoming(id).flatMap(({ policy }) => policy.timeout ?? []);
  const shortest = timeouts.length > 0 ? Math.min(...timeouts) / 1e6 : Number.POSITIVE_INFINITY;
  const alarm = Math.min(TIMES * p99, shortest);
  return [
    {
      watch: 'p99',
      usual: msWords(p99),
      alarm: msWords(alarm),
      why: alarm < TIMES * p99 ? 'its callers give up then' : `${TIMES} times what is usual`,
    },
  ];
}

function busySignal({ id }: ResolvedNode, { measured }: Basis): Signal[] {
  const busy = measured.node(id)?.utilization ?? null;
  // What is hardly used is not what gives way first.
  if (busy === null || busy < 0.1) return [];
  return [
    {
      watch: 'Workers in use',
      usual: percent(busy),
      alarm: percent(Math.max(BUSY, Math.min(0.95, busy * 1.2))),
      why: 'waiting grows fast from there',
    },
  ];
}

function backlogSignal(node: ResolvedNode, { measured }: Basis): Signal[] {
  const model = modelOf(node);
  const line = measured.node(node.id);
  if (model.role !== 'server' || !line || model.workers === 0 || line.maxBacklog === 0) return [];
  const half = Math.ceil((model.queueLimit * model.replicas) / 2);
  const usual = TIMES * line.maxBacklog;
  // Queues that were that full already tell nothing at half.
  const early = half > line.maxBacklog && half < usual;
  return [
    {
      watch: 'Calls waiting',
      usual: `at most ${number(line.maxBacklog)}`,
      alarm: number(early ? half : usual),
      why: early ? `half of its queues (${number(model.queueLimit)} each)` : `${TIMES} times the most seen`,
    },
  ];
}

function ofItsKind(node: ResolvedNode, basis: Basis): Signal[] {
  const figures = basis.measured.node(node.id)?.figures ?? [];
  const figure = (id: string) => figures.find((each) => each.id === id);
  const signals: Signal[] = [];
  const stuck = figure('sagas-stuck');
  if (stuck?.kind === 'level') signals.push({ watch: 'Sagas stuck', usual: number(stuck.now), alarm: '1', why: 'each one needs a person' });
  const undone = figure('sagas-compensated');
  const done = figure('sagas-done');
  if (undone?.kind === 'count' && done?.kind === 'count' && done.total > 0)
    signals.push({ watch: 'Sagas undone', usual: rateWords(undone.rate), alarm: rateWords(done.rate * 0.05), why: 'one in twenty' });
  const outbox = figure('outbox-delay');
  if (outbox?.kind === 'time' && outbox.time.p99 !== null)
    signals.push({
      watch: 'Age of the outbox, p99',
      usual: msWords(outbox.time.p99),
      alarm: msWords(10 * outbox.time.p99),
      why: '10 times what is usual: the relay or the broker stands still',
    });
  const lag = figure('replication-lag');
  if (isStore(node) && lag?.kind === 'time' && lag.time.p99 !== null && lag.time.n > 0)
    signals.push({
      watch: 'Replication lag, p99',
      usual: msWords(lag.time.p99),
      alarm: msWords(Math.max(1000, 10 * lag.time.p99)),
      why: 'what is not copied is lost with the primary',
    });
  for (const link of basis.view.index.outgoing(node.id)) {
    if (!link.policy.breaker) continue;
    const trips = basis.measured.link(link.id)?.breakerTrips ?? 0;
    signals.push({
      watch: `Breaker ${linkName(link, basis)}`,
      usual: `opened ${number(trips)} times`,
      alarm: 'open',
      why: 'calls are being refused',
    });
  }
  return signals;
}

function messageSignals(node: ResolvedNode, { measured, name }: Basis): Signal[] {
  const line = measured.node(node.id);
  if (!line) return [];
  const signals: Signal[] = [];
  for (const group of line.groups ?? [])
    signals.push({
      watch: `Lag of ${name(group.consumer)}`,
      usual: `${number(group.lag)} records, ${spanWords(group.lagSeconds * 1e9)}`,
      alarm: `${number(Math.max(100, Math.ceil(line.rate * 30)))} records`,
      why: '30 s of arrivals',
    });
  if (!line.groups?.length)
    signals.push({
      watch: 'Messages waiting',
      usual: `at most ${number(line.maxBacklog)}`,
      alarm: number(Math.max(100, Math.ceil(line.rate * 30))),
      why: '30 s of arrivals',
    });
  const dead =
    (line.deadLetters ?? []).reduce((sum, { count }) => sum + count, 0) +
    (line.groups ?? []).reduce((sum, { deadLettered }) => sum + deadLettered, 0);
  signals.push({ watch: 'Dead letters', usual: number(dead), alarm: number(dead + 1), why: 'each one is work that was not done' });
  return signals;
}
