import { leaveLane } from '../core/lane';
import { Rng } from '../core/rng';
import type { ResolvedDesign, ResolvedFault } from '../design/schema';
import type { Mark } from '../measure/frame';
import { Ledger } from '../measure/ledger';
import type { ShelfMaker } from '../measure/trace/trace-shelf';
import type { Traffic } from '../nodes/definition';
import { Alarms } from './alarms';
import { breakerDue } from './breaker-timer';
import type { Caller } from './caller';
import { Model } from './compile';
import { makeControls } from './controls';
import { FaultPlaces } from './fault-places';
import { FaultScript } from './fault-script';
import { Fleet } from './fleet';
import { Guards } from './guards';
import { Hedging } from './hedging';
import type { Door } from './door';
import { Kernel } from './kernel';
import { KeyMemories } from './key-memories';
import { StockRooms } from './stock-rooms';
import { Limits } from './limits';
import { Groups } from './log/groups';
import { Logs } from './log/logs';
import { Storage } from './log/storage';
import type { JourneyState, NodeState } from './model';
import type { LinkState } from './link-state';
import type { Machinery } from './machinery';
import { Messaging } from './messaging';
import { Network } from './network';
import { Sagas } from './sagas';
import type { Server } from './server';
import type { WorkerQueues } from './worker-queues';
import { Reconnects } from './reconnects';
import { Sources } from './sources';
import { sameTraffic, type Traces } from './source-tables';
import type { Steps } from './steps';
import { Op, type Task } from './task';
import { plainParts, tracedParts } from './tracing/parts';
import { Tracer } from './tracing/tracer';
import { Versions } from './versions';

const breakerWords = ['closed', 'half-open', 'open'] as const;

/** One running model. A run is a function of design, seed and the changes made to it, and of nothing else. */
export class Simulation {
  readonly kernel = new Kernel();
  readonly model: Model;
  /** Calls that meet nothing but workers, queues and a timeout go the short way. Only a test of the short way turns it off. */
  shortcuts = true;
  /** What happened so far, oldest first. */
  readonly marks: Mark[] = [];
  /** Follows requests; null where nobody wants to know. */
  readonly tracer: Tracer | null;
  private readonly caller: Caller;
  private readonly hedging: Hedging;
  private readonly door: Door;
  private readonly server: Server;
  private readonly queues: WorkerQueues;
  private readonly steps: Steps;
  private readonly fleet: Fleet;
  private readonly messaging: Messaging;
  private readonly sources: Sources;
  private readonly reconnects: Reconnects;
  private readonly network: Network;
  private readonly limits = new Limits(this.kernel);
  private readonly guards = new Guards(this.kernel);
  private readonly logs = new Logs(this.kernel);
  private readonly faults: FaultScript;
  private readonly places: FaultPlaces;
  private readonly machinery: Machinery;
  private readonly sagas: Sagas;

  /**
   * @param design has passed the checks
   * @param traces traffic from outside the design, in place of that of the clients named
   * @param newShelf where the traces of its requests are to be kept; null follows none
   */
  constructor(design: ResolvedDesign, seed: number, traces: Traces = new Map(), newShelf: ShelfMaker | null = null) {
    const { kernel } = this;
    this.tracer = newShelf === null ? null : new Tracer(kernel, newShelf(kernel, Rng.root(seed).fork('traces')));
    kernel.tracer = this.tracer;
    const parts = this.tracer === null ? plainParts(kernel) : tracedParts(kernel, this.tracer);
    this.caller = parts.caller;
    this.door = parts.door;
    this.server = parts.server;
    this.queues = parts.queues;
    this.steps = parts.steps;
    this.messaging = new Messaging(kernel);
    const { caller, server, steps } = this;
    const { broker, confirms } = this.messaging;
    const sagas = new Sagas(kernel);
    this.sagas = sagas;
    this.machinery = {
      kernel,
      caller,
      server,
      steps,
      broker,
      confirms,
      versions: new Versions(),
      ledger: new Ledger(),
      memories: new KeyMemories(),
      stocks: new StockRooms(),
      sagas,
      alarms: new Alarms(kernel),
      mark: (mark) => this.marks.push(mark),
    };
    if (this.tracer !== null) {
      const { shelf } = this.tracer;
      this.machinery.ledger.onViolation = (requests) => requests.forEach((request) => shelf.broke(request));
    }
    this.model = new Model(kernel, seed, (link, now, state) => this.breakerChanged(link, now, breakerWords[state]), traces, this.machinery);
    this.fleet = new Fleet(kernel, this.model.nodes, (mark) => this.marks.push(mark));
    this.network = new Network(kernel);
    this.sources = new Sources(kernel, this.model.nodes, this.model.links, this.model.tenants);
    this.reconnects = new Reconnects(kernel, this.sources);
    const { limits, guards } = this;
    const hedging = new Hedging(kernel);
    this.hedging = hedging;
    // They call each other in circles, so they meet here.
    Object.assign(this.caller, {
      door: this.door,
      server: this.server,
      steps: this.steps,
      broker,
      sources: this.sources,
      network: this.network,
      hedging,
      limits,
      guards,
    });
    guards.caller = this.caller;
    Object.assign(this.door, {
      caller: this.caller,
      server: this.server,
      queues: this.queues,
      steps: this.steps,
      network: this.network,
      limits,
    });
    Object.assign(this.server, { caller: this.caller, queues: this.queues, steps: this.steps, network: this.network, fleet: this.fleet });
    Object.assign(this.queues, { server: this.server, steps: this.steps });
    Object.assign(sagas, { door: this.door, server: this.server, steps: this.steps });
    Object.assign(this.fleet, { server: this.server, queues: this.queues, broker, logs: this.logs });
    Object.assign(hedging, { caller: this.caller, server: this.server });
    Object.assign(this.steps, { caller: this.caller, server: this.server, broker, limits });
    Object.assign(limits, { caller: this.caller, door: this.door });
    const mark = (what: Mark): void => void this.marks.push(what);
    const groups = new Groups(kernel, mark);
    const storage = new Storage(kernel, this.model.nodes, mark);
    Object.assign(groups, { logs: this.logs });
    Object.assign(storage, { logs: this.logs });
    Object.assign(this.logs, { caller: this.caller, groups, storage });
    this.messaging.connect(this.caller, this.network, this.steps, this.logs);
    Object.assign(this.network, { caller: this.caller, door: this.door, broker });
    Object.assign(this.sources, { caller: this.caller });
    this.places = new FaultPlaces(this.model, seed);
    this.faults = new FaultScript(
      kernel,
      makeControls(this.model, {
        kernel,
        caller,
        server,
        sources: this.sources,
        reconnects: this.reconnects,
        messaging: this.messaging,
        logs: this.logs,
        alarms: this.machinery.alarms,
      }),
      (fault) => this.places.of(fault),
      (mark) => this.marks.push(mark),
    );
    this.configure(design);
  }

  /** Simulated time. [ns] */
  get now(): number {
    return this.kernel.now;
  }

  get digest(): string {
    return this.kernel.digest.hex();
  }

  /** Ids of the faults that are on. */
  get activeFaults(): string[] {
    return this.faults.active();
  }

  /** Runs up to and including `until`, and stands there. [ns] */
  runUntil(until: number): void {
    const { kernel } = this;
    const { queue } = kernel;
    this.model.markPlain(this.shortcuts);
    queue.limit = until;
    for (;;) {
      const task = kernel.next();
      if (task === null) break;
      if (task.op === Op.expire) this.expire(task);
      else this.fire(task);
      if (kernel.unsettled === true) this.settle();
    }
    if (until > kernel.now) kernel.now = until;
  }

  /** Whether nothing is left to happen. */
  get idle(): boolean {
    return this.kernel.queue.size === 0;
  }

  /** Takes over an edited design at this moment. */
  change(design: ResolvedDesign, text: string, subject = 'design'): void {
    this.configure(design);
    this.marks.push({ at: this.now, kind: 'edit', subject, text });
  }

  inject(fault: ResolvedFault): void {
    this.disturb(() => this.faults.inject(fault));
    this.settle();
  }

  heal(id: string): void {
    this.disturb(() => this.faults.heal(id));
    this.settle();
  }

  /** Nothing takes a shortcut while faults come or go: what is plain is not known until they have. */
  private disturb(change: () => void): void {
    this.model.markPlain(false);
    change();
    this.model.markPlain(this.shortcuts);
  }

  /** Begins what an event has made room for. One thing may make room for the next, at the same moment. */
  private settle(): void {
    const { kernel } = this;
    while (kernel.unsettled) {
      kernel.unsettled = false;
      this.steps.advanceDue();
      this.queues.serveDue();
      this.guards.admitDue();
      this.logs.settle();
      this.messaging.broker.serveDue();
    }
  }

  private configure(design: ResolvedDesign): void {
    const { model } = this;
    const befores = new Map(model.nodes.map((node) => [node, node.role === 'server' ? node.model : null]));
    const before = new Map(model.nodes.map((node) => [node, trafficOf(node)]));
    model.markPlain(false);
    model.configure(design);
    for (const node of model.nodes) {
      if (node.role === 'server') {
        if (node.removed)
          for (const replica of node.replicas) {
            if (replica.up) this.server.crash(replica);
          }
        if (node.removed) this.fleet.dispose(node);
        else this.fleet.fit(node, befores.get(node) ?? null);
        for (const replica of node.replicas) if (replica.up) this.queues.serveQueue(replica);
      } else if (node.role === 'source') {
        if (!sameSource(before.get(node), trafficOf(node))) this.sources.restart(node);
      } else if (node.role === 'log') this.logs.fit(node, model.linksFrom(node));
      else this.messaging.faults.serve(node);
    }
    this.server.freeIdleWorkers();
    for (const subscription of model.orphans.splice(0)) this.messaging.broker.drop(subscription);
    for (const { guards } of model.links) for (const guard of guards) this.guards.admitWaiting(guard);
    this.places.configure(design);
    this.faults.sync(design.faults);
    this.settle();
  }

  private fire(task: Task): void {
    const { kernel } = this;
    const { op } = task;
    kernel.fire(task);
    task.op = Op.none;
    switch (op) {
      case Op.workDone:
        this.server.workDone(task);
        break;
      case Op.reachServer:
        this.door.arrive(task);
        break;
      case Op.reachCaller:
        this.caller.answered(task);
        break;
      case Op.arrival:
        this.sources.arrival(task);
        break;
      case Op.think:
        this.sources.thought(task);
        break;
      case Op.waitDone:
        this.steps.waitDone(task);
        break;
      case Op.shareDone:
        this.server.shareDone(task);
        break;
      case Op.waitedOut:
        this.queues.waitedOut(task);
        break;
      case Op.answerReady:
        this.server.answerReady(task);
        break;
      case Op.retry:
        this.caller.attempt(task);
        break;
      case Op.fallback:
        this.caller.resume(task, true);
        break;
      case Op.lost:
        this.caller.lost(task);
        break;
      case Op.fleet:
        this.fleet.fire(task);
        break;
      case Op.log:
        this.logs.fire(task);
        break;
      case Op.connected:
        this.network.connected(task);
        break;
      case Op.transmitted:
        this.network.transmitted(task);
        break;
      case Op.turn:
        this.limits.turn(task);
        break;
      case Op.faultStart:
        this.disturb(() => this.faults.startAt(task));
        break;
      case Op.faultEnd:
        this.disturb(() => this.faults.endAt(task));
        break;
      case Op.reconnected:
        this.reconnects.due(task);
        break;
      case Op.breakerWake:
        breakerDue(kernel, task);
        break;
      case Op.spacingOver:
        this.guards.admitWaiting(task.link!.guards[task.need]!);
        break;
      case Op.outbox:
        task.outbox!.due(task);
        break;
      case Op.saga:
        this.sagas.due(task);
        break;
      case Op.keptDue:
        task.step!.act!.due!(task);
        break;
      case Op.alarm:
        this.disturb(() => this.machinery.alarms.ring(task));
        break;
      case Op.watch:
        this.hedging.due(task);
        break;
      default:
        if (!this.messaging.fire(task, op)) throw new Error(`no such event: ${op}`);
    }
  }

  /** A lane's sentinel fired: its head expires now, or has been taken out and another stands first. */
  private expire(sentinel: Task): void {
    const lane = sentinel.lane!;
    const { head } = lane;
    lane.armed = false;
    if (head === null) {
      sentinel.op = Op.none;
      return;
    }
    if (head.expirySeq !== this.kernel.queue.seq[sentinel.entry]) {
      this.kernel.arm(lane, head);
      return;
    }
    this.kernel.fire(sentinel);
    sentinel.op = Op.none;
    leaveLane(head);
    if (lane.head !== null) this.kernel.arm(lane, lane.head);
    this.caller.timedOut(head);
  }

  private breakerChanged(link: LinkState, now: number, word: (typeof breakerWords)[number]): void {
    this.marks.push({ at: now, kind: `breaker-${word}`, subject: link.id, text: `Breaker on ${link.id} is ${word}${whose(link, word)}` });
  }
}

interface SourceTraffic {
  readonly removed: boolean;
  readonly traffic: Traffic;
  readonly journeys: readonly JourneyState[];
}

const trafficOf = (node: NodeState): SourceTraffic | undefined =>
  node.role === 'source' ? { removed: node.removed, traffic: node.model.traffic, journeys: node.journeys } : undefined;

const sameSource = (a: SourceTraffic | undefined, b: SourceTraffic | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.removed === b.removed &&
  a.journeys.length === b.journeys.length &&
  a.journeys.every((journey, i) => journey === b.journeys[i]) &&
  sameTraffic(a.traffic, b.traffic);

const whose = ({ perReplica, from }: LinkState, word: string): string =>
  perReplica ? ` in ${word === 'closed' ? 'every' : 'a'} replica of ${from.id}` : '';
