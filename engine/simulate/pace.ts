import { Pauses } from '../policies/pauses';
import type { PausesParams, WarmUpParams } from '../policies/replica-params';
import { slownessOf } from '../policies/warm-up';
import type { Kernel } from './kernel';
import type { Replica } from './model';
import { Op, type Task } from './task';

/** How fast a replica works: slowly while it is cold, and not at all while it pauses. */
export class Pace {
  pauses: Pauses | null = null;
  warmUp: WarmUpParams | null = null;
  /** Shares of its processor that others have, one entry a fault; work takes `stretch` as long then. */
  readonly stolen: number[] = [];
  private stretch = 1.5;
  private freezes = 0;
  private frozenAt = 0.5;
  private warmSince = 0;
  private begun = 0;

  constructor(private readonly kernel: Kernel) {
    this.stretch = 1;
    this.frozenAt = 0;
  }

  get frozen(): boolean {
    return this.freezes > 0;
  }

  /** To be called after any change of what is stolen. */
  recount(): void {
    this.stretch = this.stolen.reduce((factor, share) => factor / (1 - share), 1);
  }

  /** Stops the replica, once more if it is stopped already. Nothing is lost. */
  freeze(replica: Replica): void {
    this.freezes += 1;
    if (this.freezes > 1) return;
    const { now } = this.kernel;
    if (this.pauses === null) startPauses(replica, this, new Pauses(null, null, now), this.kernel);
    this.frozenAt = now;
    this.pauses!.freeze(now);
  }

  /** Lets it go on where it was, unless something else keeps it stopped. */
  thaw(replica: Replica): void {
    this.freezes -= 1;
    if (this.freezes > 0) return;
    const { kernel } = this;
    const pauses = this.pauses!;
    const before = pauses.total;
    const spared = pauses.thaw(this.frozenAt, kernel.now);
    for (const task of kernel.pool.all) {
      // Work that was due before the freeze ends is put off by the whole of it.
      if (task.replica !== replica || task.op !== Op.workDone || task.since !== before) continue;
      const left = kernel.dueAt(task) - kernel.now - spared;
      kernel.cancel(task);
      task.since = pauses.total;
      task.worked -= spared;
      kernel.schedule(task, Op.workDone, left);
    }
    if (replica.sharing !== null) replica.sharing.goOn();
  }

  /** A cold replica is ready. */
  startWarmUp(params: WarmUpParams | null): void {
    this.warmUp = params;
    this.warmSince = this.kernel.now;
    this.begun = 0;
  }

  /** Work that would take a warm replica this long. [ns] */
  slowed(time: number): number {
    const shared = this.stretch === 1 ? time : Math.round(time * this.stretch);
    if (this.warmUp === null) return shared;
    const slowness = slownessOf(this.warmUp, this.kernel.now - this.warmSince, this.begun);
    this.begun += 1;
    if (slowness === 1) this.warmUp = null;
    return Math.round(shared * slowness);
  }

  /** How long work takes that begins now, with what is left of a pause. Later ones are added when it would be done. [ns] */
  begin(task: Task, time: number): number {
    const { pauses } = this;
    if (pauses === null) return time;
    const { now } = this.kernel;
    pauses.advance(now);
    task.since = pauses.total;
    const left = pauses.left(now);
    task.worked += left;
    return time + left;
  }

  /** Whether work that would be done now takes longer, by the pauses that began meanwhile. It goes on then. */
  stretches(task: Task): boolean {
    const { pauses, kernel } = this;
    if (pauses === null) return false;
    pauses.advance(kernel.now);
    const longer = pauses.total - task.since;
    if (longer === 0) return false;
    task.since = pauses.total;
    task.worked += longer;
    kernel.schedule(task, Op.workDone, longer);
    return true;
  }

  /** Work that is still to be done of what is due at the task's event. [ns] */
  remaining(task: Task): number {
    const { pauses, kernel } = this;
    const { now } = kernel;
    if (pauses === null) return kernel.dueAt(task) - now;
    pauses.advance(now);
    return kernel.dueAt(task) - now + pauses.total - task.since - pauses.left(now);
  }

  /** Time that the replica has not spent in pauses. [ns] */
  worked(): number {
    const { now } = this.kernel;
    if (this.pauses === null) return now;
    this.pauses.advance(now);
    return this.pauses.worked(now);
  }

  /** What is left of the pause that is on. After `worked`. [ns] */
  left(): number {
    return this.pauses === null ? 0 : this.pauses.left(this.kernel.now);
  }
}

/** Brings pauses in step with what the node says of them. */
export function fitPauses(replica: Replica, params: PausesParams | null, kernel: Kernel): void {
  const { node, index } = replica;
  const { now } = kernel;
  const pauses = replica.pace?.pauses ?? null;
  if (params === null) {
    // The one that is on is not cut short.
    pauses?.stop(now);
    return;
  }
  const every = node.sampler(`pause-every ${index}`, params.every);
  const length = node.sampler(`pause-length ${index}`, params.length);
  if (pauses !== null) {
    pauses.configure(every, length, now);
    return;
  }
  replica.pace ??= new Pace(kernel);
  startPauses(replica, replica.pace, new Pauses(every, length, now), kernel);
}

function startPauses(replica: Replica, pace: Pace, pauses: Pauses, kernel: Kernel): void {
  pace.pauses = pauses;
  // Work that has begun already has met no pause yet.
  for (const task of kernel.pool.all) if (task.replica === replica && task.op === Op.workDone) task.since = 0;
}
