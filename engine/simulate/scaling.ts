import { Autoscaler } from '../policies/autoscaler';
import type { AutoscalingParams } from '../policies/replica-params';
import { type FleetTimers, Timer } from './fleet-timers';
import type { ServerState } from './model';
import type { Task } from './task';

/** The autoscaler of one node. */
export class Scaling {
  /** Nobody uses the node and there is nothing left to take away: no look until a call comes. */
  asleep = false;
  private readonly policy: Autoscaler;
  private timer: Task | null = null;
  private lookedAt = 0;
  private busyBefore = 0;
  private capacityBefore = 0;

  constructor(
    private readonly node: ServerState,
    private params: AutoscalingParams,
    private readonly timers: FleetTimers,
    private readonly scale: (node: ServerState, replicas: number) => void,
  ) {
    this.policy = new Autoscaler(params);
    this.remember();
    this.arm();
  }

  configure(params: AutoscalingParams): void {
    this.params = params;
    this.policy.configure(params);
    this.arm();
  }

  /** Replicas that there should be; those that are retired do not count. */
  get replicas(): number {
    return this.node.replicas.reduce((n, { retired }) => (retired ? n : n + 1), 0);
  }

  sync(): void {
    const { node, params, replicas } = this;
    const { stats, up } = node;
    const busy = stats.areaBusy - this.busyBefore;
    const capacity = stats.areaCapacity - this.capacityBefore;
    const missing = node.replicas.reduce((n, replica) => (replica.retired || replica.up ? n : n + 1), 0);
    const usage = capacity > 0 ? Math.round((1000 * up.length * busy) / capacity) : 0;
    const wanted = this.policy.sync(this.timers.now, { replicas, ready: up.length, missing, usage });
    this.remember();
    if (wanted !== replicas) this.scale(node, wanted);
    const quiet = busy === 0 && stats.inSystem === 0 && wanted === replicas && up.length === replicas;
    if (quiet && (replicas <= params.min || params.down.select === 'disabled')) {
      this.dispose();
      this.asleep = true;
    } else this.arm();
  }

  /** A call comes after a time without any: all looks in that time saw nothing. */
  wake(): void {
    const { syncPeriod } = this.params;
    const { stats } = this.node;
    const missed = Math.floor((this.timers.now - this.lookedAt) / syncPeriod);
    this.asleep = false;
    if (missed > 0) {
      const last = this.lookedAt + missed * syncPeriod;
      this.policy.slept(last);
      this.capacityBefore = stats.areaCapacity - stats.capacity * (this.timers.now - last);
      this.lookedAt = last;
    }
    this.arm();
  }

  dispose(): void {
    if (this.timer !== null) this.timers.give(this.timer);
    this.timer = null;
  }

  private remember(): void {
    const { stats } = this.node;
    this.lookedAt = this.timers.now;
    this.busyBefore = stats.areaBusy;
    this.capacityBefore = stats.areaCapacity;
  }

  private arm(): void {
    this.dispose();
    this.asleep = false;
    const next = Math.max(this.timers.now, this.lookedAt + this.params.syncPeriod);
    this.timer = this.timers.set(Timer.sync, next, this.node);
  }
}
