import type { OutlierEjectionParams } from '../policies/replica-params';
import { OutlierEjection } from '../policies/outlier-ejection';
import type { Replica, ServerState } from './model';
import { type FleetTimers, Timer } from './fleet-timers';
import type { Task } from './task';

/** Outlier ejection at one node. */
export class Ejection {
  private readonly policy: OutlierEjection;
  private timer: Task | null = null;

  constructor(
    private readonly node: ServerState,
    private params: OutlierEjectionParams,
    private readonly timers: FleetTimers,
    private readonly changed: (node: ServerState) => void,
    private readonly say: (text: string) => void,
  ) {
    this.policy = new OutlierEjection(params, timers.now);
  }

  configure(params: OutlierEjectionParams): void {
    this.params = params;
    this.policy.configure(params);
    this.arm();
  }

  /** What became of a call at a replica. */
  saw(replica: Replica, ok: boolean): void {
    if (ok) {
      this.policy.succeeded(replica.index);
      return;
    }
    if (replica.retired) return;
    const members = this.node.replicas.reduce((n, { retired }) => (retired ? n : n + 1), 0);
    if (!this.policy.failed(replica.index, members, this.timers.now)) return;
    this.say(`${this.node.id}: replica ${replica.index + 1} ejected after ${this.params.failures} failures in a row`);
    this.changed(this.node);
    if (this.timer === null) this.arm();
  }

  /** A look at which ejections may end. */
  look(): void {
    this.timer = null;
    if (this.policy.look(this.timers.now)) {
      this.say(`${this.node.id}: ejected replicas back in`);
      this.changed(this.node);
    }
    this.arm();
  }

  remove(replica: Replica): void {
    this.policy.remove(replica.index);
  }

  /** Those of the replicas that are in; all of them where too few would be. */
  among(replicas: readonly Replica[]): Replica[] {
    const all = this.node.replicas.reduce((n, { retired }) => (retired ? n : n + 1), 0);
    const left = replicas.filter(({ index }) => !this.policy.isOut(index));
    return left.length < this.params.panicBelow * all || left.length === 0 ? [...replicas] : left;
  }

  dispose(): void {
    if (this.timer !== null) this.timers.give(this.timer);
    this.timer = null;
  }

  /** Looks are made only while somebody is out. */
  private arm(): void {
    this.dispose();
    if (this.policy.active) this.timer = this.timers.set(Timer.look, this.policy.nextLook(this.timers.now), this.node);
  }
}
