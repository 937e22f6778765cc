import { logBooks } from './log-books';
import { invariant } from '../../engine/core/invariant';
import { apply } from '../../engine/design/edits';
import { resolve } from '../../engine/design/resolve';
import { type Design, type DesignNode, type ResolvedDesign, zFault } from '../../engine/design/schema';
import { linkColumn, linkColumns, nodeColumn, nodeColumns } from '../../engine/measure/columns';
import type { CauseBlock } from '../../engine/measure/frame';
import { FrameRecorder } from '../../engine/measure/frame-recorder';
import type { LimitStats } from '../../engine/measure/limit-stats';
import type { Report } from '../../engine/measure/report';
import { causes } from '../../engine/policies/causes';
import { figure, type FigureId } from '../../engine/policies/figures';
import { CacheStore } from '../../engine/simulate/cache-store';
import { DatabaseStore } from '../../engine/simulate/database-store';
import { boundedShelf } from '../../engine/measure/trace/trace-shelf';
import { run } from '../../engine/simulate/run';
import { Simulation } from '../../engine/simulate/simulation';
import type { LinkState } from '../../engine/simulate/link-state';
import type { ServerState } from '../../engine/simulate/model';
import { traceNames } from '../../engine/simulate/tracing/trace-names';
import { Flag, Kind, type Task } from '../../engine/simulate/task';
import { Draw } from './draw';
import { brokenMessageLaw } from './messages';
import { traceMistakes } from './trace-law';
import type { SwarmCase } from './swarm-design';

const DAY = 86_400e9;

/** The case as the command line runs it. */
export function reportOf({ design, seed, duration, changes }: SwarmCase): Report {
  const result = run(design, { seed, duration, changes });
  invariant(result.ok, `swarm case ${seed} was refused: ${result.ok ? '' : JSON.stringify(result.problems)}`);
  return result.value;
}

/** The same case by hand, in steps of random length, looked at after each; then its traffic is turned off and all comes to an end. */
export class Drive {
  readonly simulation: Simulation;
  /** What was found wrong, in words. */
  readonly wrong: string[] = [];
  /** Digest where the case ends, before the traffic was turned off. */
  digestAtEnd = '';
  private design: Design;
  private readonly faults = new Set<string>();
  private readonly frames: FrameRecorder;
  private next = 0;

  constructor(private readonly swarm: SwarmCase) {
    this.design = swarm.design;
    // Every third case is followed request by request here, which must not change it.
    this.simulation = new Simulation(this.resolved(), swarm.seed, undefined, swarm.seed % 3 === 0 ? boundedShelf : null);
    // Every other case goes the long way here and the short way in `reportOf`.
    this.simulation.shortcuts = swarm.seed % 2 === 0;
    this.frames = new FrameRecorder(this.simulation.model);
  }

  whole(): this {
    const draw = new Draw(this.swarm.seed + 0.5);
    const end = this.swarm.duration * 1e9;
    const { simulation } = this;
    this.change(0);
    while (simulation.now < end) {
      const step = simulation.now + draw.one([1, 1e3, 1e6, 50e6, 400e6]) * draw.int(1, 5);
      const change = this.swarm.changes[this.next]?.at ?? Infinity;
      simulation.runUntil(Math.min(end, step, change > simulation.now ? change : Infinity));
      this.change(simulation.now);
      if (draw.chance(0.2)) this.look();
    }
    this.look();
    this.digestAtEnd = simulation.digest;
    this.lookAtTraces();
    this.drain();
    this.lookAtTraces();
    return this;
  }

  /** The traces that are kept are whole. */
  private lookAtTraces(): void {
    const { tracer, model, now } = this.simulation;
    if (tracer === null) return;
    const names = traceNames(model, tracer, this.design);
    for (const trail of tracer.shelf.kept()) this.wrong.push(...traceMistakes(trail, names, now).slice(0, 3));
  }

  private resolved(): ResolvedDesign {
    const result = resolve(this.design);
    invariant(result.ok, `swarm case ${this.swarm.seed} does not check`);
    return result.value;
  }

  private change(now: number): void {
    while ((this.swarm.changes[this.next]?.at ?? Infinity) <= now) {
      const change = this.swarm.changes[this.next++]!;
      if (change.kind === 'heal') this.simulation.heal(change.fault);
      else if (change.kind === 'inject') {
        this.faults.add(change.fault.id);
        this.simulation.inject(zFault.parse(change.fault));
      } else this.edit(apply(this.design, change.edit));
      this.look();
    }
  }

  private edit(design: Design): void {
    this.design = design;
    this.simulation.change(this.resolved(), 'edit');
  }

  /** Turns off traffic and faults, waits, and sees that nothing is left. */
  private drain(): void {
    const { simulation } = this;
    const nodes = (this.design.nodes ?? []).map(
      (node): DesignNode => (node.kind === 'client' ? { ...node, params: { traffic: { kind: 'open', rate: 0 } } } : node),
    );
    // A record at which a consumer always fails would be tried for ever; so would one that a breaker always holds back after the first try.
    const links = (this.design.links ?? []).map((link) =>
      nodes.every(({ id, kind }) => id !== link.from || kind !== 'log')
        ? link
        : { ...link, policy: { group: { ...link.policy?.group, onFailure: 'park' as const, maxDeliveries: 2 } } },
    );
    this.edit({ ...this.design, nodes, links, faults: [] });
    for (const id of this.faults) simulation.heal(id);
    simulation.runUntil(simulation.now + 30 * DAY);
    this.look();
    if (!simulation.idle) this.wrong.push('events are left long after the traffic has stopped');
    for (const node of simulation.model.nodes) {
      const { inSystem, waiting, busy, present, sojourns } = node.stats;
      // Without consumers a backlog stays, and so it should.
      const kept =
        node.role === 'queue'
          ? node.subscriptions.reduce((sum, { waiting: fifo, links }) => sum + (links.length === 0 ? fifo.length : 0), 0)
          : 0;
      if (inSystem !== kept || waiting !== kept || busy !== 0)
        this.wrong.push(`${node.id}: ${inSystem} in system, ${waiting} waiting, ${busy} busy after the end; ${kept} may be kept`);
      if (node.role === 'server' && node.stats.figures !== null) {
        const { values } = node.stats.figures;
        const going = values[figure['sagas-running']]! + values[figure['sagas-compensating']]!;
        if (going !== 0) this.wrong.push(`${node.id}: ${going} sagas neither end nor are stuck`);
      }
      if (node.role === 'server') this.lookForFlights(node);
      if (node.role === 'server' && node.store instanceof DatabaseStore && node.store.lockedRows !== 0)
        this.wrong.push(`${node.id}: ${node.store.lockedRows} rows are locked after the end`);
      if (kept === 0 && present.area() !== sojourns)
        this.wrong.push(`${node.id}: Little's law: area ${present.area()}, sojourns ${sojourns}`);
      if (node.role === 'server')
        for (const replica of node.replicas)
          if (replica.busy !== 0 || replica.inFlight !== 0 || replica.queue.length !== 0 || (replica.sharing?.waiting ?? 0) !== 0)
            this.wrong.push(`${node.id}: replica ${replica.index} holds ${replica.busy} busy, ${replica.inFlight} in flight`);
    }
    for (const link of simulation.model.links) {
      const waiting = link.guards.reduce((sum, { bulkheadQueue, held }) => sum + bulkheadQueue.length + held.length, 0);
      const used = link.guards.reduce((sum, { places, concurrencyUsed }) => sum + places.used + concurrencyUsed, 0);
      if (link.stats.inFlight !== 0 || used !== 0 || waiting !== 0)
        this.wrong.push(`${link.id}: ${link.stats.inFlight} in flight, ${used} places used, ${waiting} waiting after the end`);
    }
    this.lookForLeaks();
  }

  /** No load of a key is left under way. */
  private lookForFlights({ id, replicas }: ServerState): void {
    for (const { index, missFlights } of replicas)
      for (const flights of missFlights?.values() ?? [])
        if (flights.flying !== 0) this.wrong.push(`${id}: replica ${index} loads ${flights.flying} keys for nobody`);
  }

  /** Every live task is accounted for: a timer, or a message in a backlog that is kept. */
  private lookForLeaks(): void {
    const { model, kernel } = this.simulation;
    const free = new Set<Task>();
    for (let task = freeList(kernel.pool); task !== null; task = task.following) {
      if (free.has(task)) {
        this.wrong.push('a task was given back twice');
        return;
      }
      free.add(task);
    }
    const kept = new Set<Task>();
    for (const node of model.nodes) {
      if (node.role !== 'queue') continue;
      for (const { waiting } of node.subscriptions) for (let task = waiting.head; task !== null; task = task.following) kept.add(task);
    }
    const lost = kernel.pool.all.filter((task) => !free.has(task) && task.kind !== Kind.timer && !kept.has(task));
    if (lost.length > 0) this.wrong.push(`${lost.length} tasks lost, the first of kind ${lost[0]!.kind}`);
  }

  private lookAtCache(id: string, { table, params, node }: CacheStore, say: (text: string) => void): void {
    const { values } = node.stats.figures!;
    const of = (name: FigureId): number => values[figure[name]]!;
    if (table.size > params.capacity) say(`${id}: ${table.size} entries in room for ${params.capacity}`);
    if (of('entries') !== table.size) say(`${id}: ${of('entries')} entries counted, ${table.size} there`);
    if (of('loads') + of('coalesced') > of('misses')) say(`${id}: more loads than misses`);
    if (of('stale-hits') > of('hits')) say(`${id}: more stale hits than hits`);
    const ends = of('flushed') + of('lost-writes') + of('unwritten');
    if (of('writes-behind') !== ends || of('unwritten') < 0)
      say(`${id}: ${of('writes-behind')} writes behind, ${ends} of them accounted for`);
  }

  private lookAtDatabase(node: ServerState, say: (text: string) => void): void {
    const { figures } = node.stats;
    if (figures === null) return;
    const of = (name: FigureId): number => figures.values[figure[name]]!;
    const waiting = this.simulation.kernel.pool.all.filter(
      (task) => (task.flags & Flag.kept) !== 0 && task.replica?.node === node && task.step?.act === node.store?.before,
    ).length;
    if (node.store?.before && of('lock-waiting') !== waiting) say(`${node.id}: ${of('lock-waiting')} wait for locks, ${waiting} are found`);
    if (of('missed-own-writes') > of('stale-reads')) say(`${node.id}: more own writes missed than stale reads`);
    if (of('lost-things') > of('lost-writes')) say(`${node.id}: more things than writes lost`);
  }

  /** Sagas are begun once and end once; what an outbox has committed waits, or is out. */
  private lookAtWorkflows(node: ServerState, say: (text: string) => void): void {
    const { figures } = node.stats;
    if (figures === null) return;
    const of = (name: FigureId): number => figures.values[figure[name]]!;
    const sagas = of('sagas-running') + of('sagas-compensating') + of('sagas-stuck') + of('sagas-done') + of('sagas-compensated');
    if (sagas !== of('sagas-started')) say(`${node.id}: ${of('sagas-started')} sagas begun, ${sagas} accounted for`);
    if (of('outbox-waiting') < 0 || of('outbox-waiting') > of('outbox-committed'))
      say(`${node.id}: ${of('outbox-waiting')} wait in outboxes`);
  }

  /** At least once: without a fault or an edit that says so, no message is lost. */
  private lookForLosses(say: (text: string) => void): void {
    const { model, marks } = this.simulation;
    if (this.next > 0 || marks.some(({ kind }) => kind === 'fault-start')) return;
    for (const node of model.nodes) {
      const lost = node.stats.figures?.values[figure['messages-lost']] ?? 0;
      if (lost > 0) say(`${node.id}: ${lost} messages lost, and no fault was on`);
      if (node.role !== 'log') continue;
      for (const { link, shares } of node.groups)
        for (const { progress } of shares)
          if (progress.lost > 0) say(`${node.id}, ${link.id}: ${progress.lost} records lost, and no fault was on`);
    }
  }

  /** What must hold at every moment. */
  private look(): void {
    const { model, now, kernel } = this.simulation;
    const say = (text: string): void => void this.wrong.push(`at ${now} ns: ${text}`);
    for (const { id, stats } of model.nodes) {
      if (stats.arrived !== stats.completed + stats.failed + stats.inSystem)
        say(`${id}: ${stats.arrived} arrived, ${stats.completed} completed, ${stats.failed} failed, ${stats.inSystem} in system`);
      const broken = brokenMessageLaw(stats);
      if (broken !== null) say(`${id}: ${broken}`);
      negative(id, stats, say);
      if (stats.rejected > stats.failed) say(`${id}: more rejected than failed`);
      if (sum(stats.failedBy) !== stats.failed) say(`${id}: causes add up to ${sum(stats.failedBy)}, failed ${stats.failed}`);
    }
    for (const node of model.nodes) if (node.limit !== null) limits(node.id, node.limit.stats, say);
    for (const node of model.nodes) {
      if (node.role !== 'server') continue;
      this.lookAtWorkflows(node, say);
      const sums = { busy: 0, inFlight: 0, waiting: 0 };
      for (const replica of node.replicas) {
        sums.busy += replica.busy;
        sums.inFlight += replica.inFlight;
        sums.waiting += replica.queue.length + (replica.sharing?.waiting ?? 0);
        if (
          replica.queue.length > 0 &&
          replica.up &&
          replica.starting === null &&
          (replica.busy < node.workers || replica.sharing !== null)
        )
          say(`${node.id}: calls wait although a worker is free`);
      }
      if (node.store instanceof CacheStore) this.lookAtCache(node.id, node.store, say);
      if (node.store instanceof DatabaseStore) this.lookAtDatabase(node, say);
      if (sums.busy !== node.stats.busy || sums.inFlight !== node.stats.inSystem || sums.waiting !== node.stats.waiting)
        say(`${node.id}: replicas add up to ${JSON.stringify(sums)}`);
    }
    for (const node of model.nodes) if (node.role === 'log') logBooks(node, say);
    this.lookForLosses(say);
    for (const link of model.links) {
      const { stats, id } = link;
      const open = kernel.pool.all.filter((task) => isOpenCall(task, link)).length;
      if (link.server !== null && stats.calls !== stats.ok + stats.failed + open)
        say(`${id}: ${stats.calls} calls, ${stats.ok} ok, ${stats.failed} failed, ${open} in flight`);
      negative(id, stats, say);
      if (sum(stats.failedBy) !== stats.failed) say(`${id}: causes add up to ${sum(stats.failedBy)}, failed ${stats.failed}`);
      if (link.limit !== null) limits(id, link.limit.stats, say);
      for (const { concurrencyUsed, places } of link.guards) {
        if (concurrencyUsed < 0) say(`${id}: ${concurrencyUsed} places under the adaptive limit used`);
        if (places.used < 0) say(`${id}: ${places.used} bulkhead places used`);
      }
      const { carrier } = link;
      if (carrier === null) continue;
      const onWires = kernel.pool.all.filter((task) => task.link === link && (task.flags & Flag.wire) !== 0).length;
      // Of those, at most one in each direction is being sent.
      const sending = onWires - carrier.out.backlog - carrier.back.backlog;
      if (sending < 0 || sending > 2) say(`${id}: ${sending} transfers are being sent at once`);
      if (carrier.crossZoneBytes + carrier.crossRegionBytes > carrier.sentBytes + carrier.receivedBytes)
        say(`${id}: more crosses than is sent`);
    }
    const requests = kernel.pool.all.filter((task) => task.journey !== null);
    const open = [
      ...model.journeys.map((journey) => ({
        id: journey.id,
        stats: journey.stats,
        found: requests.filter((task) => task.journey === journey).length,
      })),
      ...model.tenants.map(({ id, stats }, i) => ({ id, stats, found: requests.filter((task) => task.tenant === i + 1).length })),
    ];
    for (const { id, stats, found } of open) {
      if (stats.inFlight !== found) say(`${id}: ${stats.inFlight} requests in flight, ${found} found`);
      negative(id, stats, say);
      if (sum(stats.failedBy) !== stats.failed) say(`${id}: causes add up to ${sum(stats.failedBy)}, failed ${stats.failed}`);
    }
    this.frames.tick(now);
    const { nodes, links, nodeCauses, linkCauses } = this.frames.take();
    badNumbers(nodes, nodeColumns, say);
    badNumbers(links, linkColumns, say);
    causesOf('node', nodeCauses, nodes, nodeColumns.length, nodeColumn.failures, say);
    causesOf('link', linkCauses, links, linkColumns.length, linkColumn.failures, say);
  }
}

/** A call that somebody still waits for. */
const isOpenCall = (task: Task, link: LinkState): boolean =>
  task.kind === Kind.call && task.link === link && (task.flags & (Flag.abandoned | Flag.done | Flag.copy)) === 0;

/** Columns that have nothing to say where nothing was measured. */
const mayBeEmpty = new Set<string>([
  'p50',
  'p95',
  'p99',
  'queueWait',
  'service',
  'utilization',
  'replicasUp',
  'replicas',
  'queueShare',
  'duration',
  'bytes',
  'crossZone',
  'bandwidthUse',
  'transfers',
  'concurrencyLimit',
]);

function badNumbers(rows: Float64Array, columns: readonly { readonly id: string }[], say: (text: string) => void): void {
  rows.forEach((value, i) => {
    const { id } = columns[i % columns.length]!;
    if (value < 0 || value === Infinity || (Number.isNaN(value) && !mayBeEmpty.has(id))) say(`frame: column ${id} is ${value}`);
  });
}

/** The failures of each subject are those by cause together. */
function causesOf(what: string, block: CauseBlock, row: Float64Array, width: number, failures: number, say: (text: string) => void): void {
  const rates = new Float64Array(row.length / width);
  block.pairs.forEach((pair, column) => {
    const subject = Math.floor(pair / causes.length);
    rates[subject] = rates[subject]! + block.rates[column]!;
  });
  rates.forEach((rate, subject) => {
    const failed = row[subject * width + failures]!;
    if (!(Math.abs(rate - failed) <= 1e-9 * Math.max(1, failed))) say(`frame: ${what} ${subject} fails ${failed}/s, by cause ${rate}/s`);
  });
}

function negative(id: string, stats: object, say: (text: string) => void): void {
  for (const [name, value] of Object.entries(stats)) if (typeof value === 'number' && !(value >= 0)) say(`${id}: ${name} is ${value}`);
}

function limits(id: string, stats: LimitStats, say: (text: string) => void): void {
  const { decisions, delayed, refused, storeFailures } = stats;
  negative(id, stats, say);
  if (delayed + refused + storeFailures > decisions) say(`${id}: its rate limit decided more often than it was asked`);
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** The pool keeps its free list to itself; only a test looks for leaks. */
const freeList = (pool: object): Task | null => (pool as { free: Task | null }).free;
