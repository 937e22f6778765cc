import { InstancePool } from '../policies/instance-pool';
import type { OnDemandModel } from '../nodes/definition';
import { type FleetTimers, Timer } from './fleet-timers';
import type { Picker, Replica, ServerState } from './model';
import type { Task } from './task';

/** Serverless: each replica is an instance, started by a call that finds none with room, and let go when it has been idle for long. */
export class OnDemand implements Picker {
  private readonly pool: InstancePool;
  private readonly reaping: (Task | null)[] = [];

  constructor(
    private readonly node: ServerState,
    private params: OnDemandModel,
    private readonly timers: FleetTimers,
    /** Makes a replica start: at once ready where its start takes no time. */
    private readonly start: (warm: boolean) => Replica,
    private readonly end: (replica: Replica) => void,
  ) {
    this.pool = new InstancePool(params.limit, node.workers);
  }

  /** Starts the instances that are there from the beginning. */
  provision(): void {
    for (let i = 0; i < this.params.provisioned; i++) this.startOne(true);
  }

  configure(params: OnDemandModel): void {
    this.params = params;
    this.pool.configure(params.limit, this.node.workers);
    this.dispose();
    for (const { index, up, retired } of this.node.replicas) if (up && !retired) this.watch(index);
  }

  pick(): Replica | null {
    const { pool, node } = this;
    const found = pool.room();
    if (found < 0 && !pool.mayStart) return null;
    const replica = found < 0 ? this.startOne(false) : node.replicas[found]!;
    if (found < 0 || replica.starting !== null) node.stats.coldStarts += 1;
    pool.take(replica.index);
    return replica;
  }

  released({ index }: Replica): void {
    if (this.pool.release(index, this.timers.now)) this.watch(index);
  }

  /** An instance can take calls. */
  started({ index }: Replica): void {
    this.pool.started(index, this.timers.now);
    this.watch(index);
  }

  /** An instance has died. */
  died({ index }: Replica): void {
    this.pool.end(index);
    this.forget(index);
  }

  /** An instance has been idle for a while. */
  idle(replica: Replica): void {
    const { index } = replica;
    this.forget(index);
    const at = this.pool.reapAt(index, this.params.keepAlive);
    if (at === Infinity) return;
    if (at > this.timers.now) this.watch(index);
    else if (index >= this.params.provisioned) {
      this.pool.end(index);
      this.end(replica);
    }
  }

  dispose(): void {
    this.reaping.forEach((_, index) => this.forget(index));
  }

  private startOne(warm: boolean): Replica {
    const replica = this.start(warm);
    this.pool.start(replica.index);
    if (replica.starting === null) this.started(replica);
    return replica;
  }

  /** One timer an instance, which looks again when it fires: a call costs none. */
  private watch(index: number): void {
    if ((this.reaping[index] ?? null) !== null) return;
    const at = this.pool.reapAt(index, this.params.keepAlive);
    if (at === Infinity || index < this.params.provisioned) return;
    this.reaping[index] = this.timers.set(Timer.idle, Math.max(at, this.timers.now), this.node, this.node.replicas[index]);
  }

  private forget(index: number): void {
    const timer = this.reaping[index] ?? null;
    if (timer !== null) this.timers.give(timer);
    this.reaping[index] = null;
  }
}
