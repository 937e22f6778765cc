import type { Mark } from '../measure/frame';
import { causeCode } from '../measure/stats';
import { foundOutAt } from '../policies/health-check';
import { Ejection } from './ejections';
import { FleetTimers, Timer } from './fleet-timers';
import type { Broker } from './broker';
import type { Kernel } from './kernel';
import { Replica, type ServerState } from './model';
import { OnDemand } from './on-demand';
import { fitConcurrency } from './fit-concurrency';
import { fitPauses, Pace } from './pace';
import { Scaling } from './scaling';
import type { Server } from './server';
import type { Logs } from './log/logs';
import type { WorkerQueues } from './worker-queues';
import type { Task } from './task';

/** How the replicas of nodes come, ail and go, and which of them calls are sent to. */
export class Fleet {
  server!: Server;
  queues!: WorkerQueues;
  logs!: Logs;
  broker!: Broker;
  private readonly timers: FleetTimers;

  constructor(
    private readonly kernel: Kernel,
    /** Servers and other nodes, by their number. */
    private readonly nodes: readonly { readonly role: string }[],
    private readonly mark: (mark: Mark) => void,
  ) {
    this.timers = new FleetTimers(kernel);
  }

  /** Brings a node in step with its model, after a start or an edit. @param before its model until now; null at first */
  fit(node: ServerState, before: ServerState['model'] | null): void {
    const { replicaCare: care, replicas } = node.model;
    this.fitOnDemand(node);
    if (node.onDemand === null) {
      const autoscaled = node.scaling !== null && care.autoscaling !== null && before?.replicas === replicas;
      const wanted = autoscaled ? node.scaling!.replicas : replicas;
      const { min, max } = care.autoscaling ?? { min: wanted, max: wanted };
      this.resize(node, Math.min(max, Math.max(min, wanted)), before === null);
    }
    for (const replica of node.replicas) {
      fitPauses(replica, care.pauses, this.kernel);
      this.look(replica);
    }
    this.fitEjection(node);
    this.fitScaling(node);
    this.recount(node);
  }

  /** Starts or stops the process of a replica. */
  setUp(replica: Replica, up: boolean): void {
    if (replica.up !== up) this.tell(replica, up);
    replica.up = up;
    if (up) {
      if (replica.node.onDemand === null && !replica.retired) this.begin(replica);
    } else {
      forgetCalls(replica);
      this.stopStarting(replica);
      if (replica.node.onDemand !== null && !replica.retired) {
        replica.retired = true;
        replica.node.onDemand.died(replica);
      }
    }
    this.look(replica);
    this.recount(replica.node);
  }

  private tell({ node, index }: Replica, up: boolean): void {
    if (node.removed) return;
    const text = `${node.id}: replica ${index + 1} ${up ? 'is back' : 'is down'}`;
    this.mark({ at: this.kernel.now, kind: up ? 'restart' : 'crash', subject: node.id, text });
  }

  /** A call has left a replica that is watched. */
  released(replica: Replica): void {
    if (replica.retired) {
      if (replica.inFlight === 0) this.recount(replica.node);
    } else if (replica.node.onDemand !== null) replica.node.onDemand.released(replica);
    else if (replica.inFlight === 0) this.measureCapacity(replica.node);
  }

  /** A timer has fired. */
  fire(timer: Task): void {
    const node = this.nodes[timer.need] as ServerState;
    const replica = timer.replica!;
    switch (timer.count) {
      case Timer.started:
        this.stopStarting(replica);
        this.ready(replica);
        break;
      case Timer.believed:
        this.believe(replica);
        break;
      case Timer.look:
        this.timers.give(timer);
        node.ejection!.look();
        break;
      case Timer.sync:
        node.scaling!.sync();
        break;
      default:
        node.onDemand!.idle(replica);
    }
  }

  /** The node is gone: nothing more may happen to its replicas. */
  dispose(node: ServerState): void {
    for (const replica of node.replicas) {
      this.stopStarting(replica);
      this.stopChecking(replica);
    }
    node.ejection?.dispose();
    node.scaling?.dispose();
    node.onDemand?.dispose();
    node.ejection = null;
    node.scaling = null;
  }

  /** Brings lists, capacity and levels in step with the replicas. */
  recount(node: ServerState): void {
    for (const group of node.groups) this.logs.groups.touch(group);
    const { replicas, stats } = node;
    node.up = replicas.filter((replica) => replica.up && !replica.retired && replica.starting === null);
    this.retarget(node);
    this.server.fitQueues(node);
    const starting = replicas.reduce((n, replica) => (replica.starting === null ? n : n + 1), 0);
    stats.replicas.move(node.up.length + drainingOf(node) + starting - stats.replicas.count);
    for (const replica of replicas) replica.watched = replica.retired || node.onDemand !== null;
    node.store?.fleetChanged?.();
    this.measureCapacity(node);
    if (node.consumes.length > 0) this.broker.consumersChanged(node.consumes);
  }

  /** Workers that calls may be sent to. Those of a replica that only stands by count as long as it has something to finish. */
  measureCapacity(node: ServerState): void {
    const { up, store, stats } = node;
    let serving = up.length;
    if (store !== null && store.serves !== undefined)
      for (const replica of up) {
        const serves = store.serves(replica);
        if (!serves && replica.inFlight === 0) serving -= 1;
        replica.watched = !serves;
      }
    // Those that finish what they had have workers too, and work with them.
    stats.capacity = Number.isFinite(node.workers) ? (serving + drainingOf(node)) * node.workers : 0;
  }

  private retarget(node: ServerState): void {
    const { healthCheck } = node.model.replicaCare;
    const believed = healthCheck === null ? node.up : node.replicas.filter(({ retired, healthy }) => !retired && healthy);
    node.targets = node.ejection === null ? believed : node.ejection.among(believed);
  }

  private fitOnDemand(node: ServerState): void {
    const { onDemand } = node.model.replicaCare;
    if (onDemand === null) return;
    if (node.onDemand === null) {
      node.refusal = causeCode['rate-limited'];
      const start = (warm: boolean): Replica => this.addNow(node, warm);
      node.onDemand = new OnDemand(node, onDemand, this.timers, start, (replica) => this.retire(replica));
      node.onDemand.provision();
      node.picker = node.onDemand;
    } else node.onDemand.configure(onDemand);
  }

  private fitEjection(node: ServerState): void {
    const { outlierEjection } = node.model.replicaCare;
    if (outlierEjection === null) {
      node.ejection?.dispose();
      node.ejection = null;
    } else if (node.ejection === null) {
      const say = (text: string): void => this.mark({ at: this.kernel.now, kind: 'ejection', subject: node.id, text });
      node.ejection = new Ejection(node, outlierEjection, this.timers, (changed) => this.retarget(changed), say);
    } else node.ejection.configure(outlierEjection);
  }

  private fitScaling(node: ServerState): void {
    const { autoscaling } = node.model.replicaCare;
    if (autoscaling === null) {
      node.scaling?.dispose();
      node.scaling = null;
    } else if (node.scaling === null)
      node.scaling = new Scaling(node, autoscaling, this.timers, (to, replicas) => this.scale(to, replicas));
    else node.scaling.configure(autoscaling);
  }

  private scale(node: ServerState, replicas: number): void {
    this.resize(node, replicas, false);
    this.recount(node);
    this.mark({ at: this.kernel.now, kind: 'scaling', subject: node.id, text: `${node.id} scaled to ${replicas}` });
  }

  /** Adds or retires replicas until there are so many. Those that are still starting go first, then the youngest. */
  private resize(node: ServerState, count: number, warm: boolean): void {
    const active = node.replicas.filter(({ retired }) => !retired);
    for (let n = active.length; n < count; n++) this.add(node, warm);
    const leaving = active.toReversed().sort((a, b) => Number(b.starting !== null) - Number(a.starting !== null));
    for (const replica of leaving.slice(0, Math.max(0, active.length - count))) this.retire(replica);
  }

  private add(node: ServerState, warm: boolean): Replica {
    let replica = node.replicas.find(({ retired, up, inFlight }) => retired && up && inFlight === 0);
    if (replica === undefined) {
      replica = new Replica(node, node.replicas.length);
      node.replicas.push(replica);
      fitPauses(replica, node.model.replicaCare.pauses, this.kernel);
      fitConcurrency(replica);
    }
    replica.retired = false;
    replica.healthy = warm;
    replica.fresh = !warm;
    replica.alive = warm;
    if (!warm) this.begin(replica);
    this.look(replica);
    return replica;
  }

  private addNow(node: ServerState, warm: boolean): Replica {
    const replica = this.add(node, warm);
    this.recount(node);
    return replica;
  }

  private retire(replica: Replica): void {
    replica.retired = true;
    forgetCalls(replica);
    this.stopStarting(replica);
    this.stopChecking(replica);
    replica.node.ejection?.remove(replica);
    this.recount(replica.node);
  }

  /** A process begins to start. */
  private begin(replica: Replica): void {
    const { node } = replica;
    forgetCalls(replica);
    const delay = node.startup === null ? 0 : node.startup.sample();
    if (delay === 0) this.warmUp(replica);
    else replica.starting = this.timers.set(Timer.started, this.kernel.now + delay, node, replica);
  }

  private ready(replica: Replica): void {
    const { node } = replica;
    this.warmUp(replica);
    node.onDemand?.started(replica);
    this.look(replica);
    this.recount(node);
    this.queues.serveQueue(replica);
  }

  private warmUp(replica: Replica): void {
    const { warmUp } = replica.node.model.replicaCare;
    if (warmUp === null && replica.pace === null) return;
    replica.pace ??= new Pace(this.kernel);
    replica.pace.startWarmUp(warmUp);
  }

  /** Sets or takes back the moment at which the health check finds out what has become of a replica. */
  look(replica: Replica): void {
    const { healthCheck } = replica.node.model.replicaCare;
    const alive = replica.up && replica.starting === null && !replica.retired && (replica.pace === null || !replica.pace.frozen);
    if (alive !== replica.alive) {
      replica.alive = alive;
      replica.turnedAt = this.kernel.now;
    }
    this.stopChecking(replica);
    // A replica that was just added is probed as soon as it has started, and one good probe is enough.
    if (alive && replica.fresh) {
      replica.fresh = false;
      replica.healthy = true;
    }
    if (healthCheck === null) replica.healthy = alive;
    else if (alive !== replica.healthy && !replica.retired) {
      const at = Math.max(this.kernel.now, foundOutAt(healthCheck, alive, replica.turnedAt));
      replica.checking = this.timers.set(Timer.believed, at, replica.node, replica);
    }
  }

  private believe(replica: Replica): void {
    const { node } = replica;
    this.stopChecking(replica);
    replica.healthy = !replica.healthy;
    this.retarget(node);
    const text = `${node.id}: replica ${replica.index + 1} ${replica.healthy ? 'gets calls again' : 'found dead, gets no more calls'}`;
    this.mark({ at: this.kernel.now, kind: 'health', subject: node.id, text });
  }

  private stopStarting(replica: Replica): void {
    if (replica.starting !== null) this.timers.give(replica.starting);
    replica.starting = null;
  }

  private stopChecking(replica: Replica): void {
    if (replica.checking !== null) this.timers.give(replica.checking);
    replica.checking = null;
  }
}

/** What the replica's process has learnt of those that it calls ends with it. */
function forgetCalls({ node, index }: Replica): void {
  for (const { guards } of node.linksPerReplica) guards[index]?.forget();
}

/** Replicas that were taken out and finish what they have. */
const drainingOf = ({ replicas }: ServerState): number =>
  replicas.reduce((n, { up, retired, inFlight }) => (up && retired && inFlight > 0 ? n + 1 : n), 0);
