import { figure } from '../policies/figures';
import { keyOf, numberOf, plainRead } from './access';
import { type Act, KEPT } from './act';
import type { DatabaseStore } from './database-store';
import type { Machinery } from './machinery';
import type { ServerState } from './model';
import type { Step } from './operation';
import type { Shard } from './shard';
import { Op, type Task } from './task';

/** After its work, a write is committed and sent to the replicas, and a read finds what its copy has. */
export class CommitAct implements Act {
  readonly keepsFor = 'the replicas to have the write';

  constructor(
    private readonly store: DatabaseStore,
    private readonly node: ServerState,
    private readonly machinery: Machinery,
  ) {}

  run(task: Task, step: Step): Step | null {
    const access = task.asked ?? plainRead;
    const key = keyOf(task, access);
    // What is about nothing in particular has no versions.
    if (numberOf(key) < 0) return step.next;
    const shard = this.store.shardOf(key);
    // In the middle of an edit.
    if (shard === null) return step.next;
    if (access.write) return this.commit(task, step, shard, key);
    this.read(task, shard, key);
    return step.next;
  }

  forsake(): void {
    // A write that is committed stays, though nobody hears of it.
  }

  private read(task: Task, shard: Shard, key: number): void {
    const { kernel, versions } = this.machinery;
    const { log } = shard;
    const newest = versions.of(key);
    let behind = 0;
    if (log !== null) {
      const place = shard.members.indexOf(task.replica!);
      if (place >= 0 && place !== shard.primary) behind = log.behind(place, key, kernel.now);
      const figures = this.node.stats.figures!;
      if (behind === 0) figures.add(figure['fresh-reads']);
      else figures.add(figure['stale-reads']);
      if (task.seenOf === key && newest - behind < task.seen && behind > 0) figures.add(figure['missed-own-writes']);
    }
    task.seen = newest - behind;
    task.seenOf = key;
  }

  private commit(task: Task, step: Step, shard: Shard, key: number): Step | null {
    const { kernel, versions } = this.machinery;
    const { log } = shard;
    task.seen = versions.write(key);
    task.seenOf = key;
    if (log === null) return step.next;
    const { params, lag, extraLag } = this.store.replication!;
    const position = log.append(key, shard.primary, kernel.now);
    const figures = this.node.stats.figures!;
    let connected = 0;
    let backlog = 0;
    for (let place = 0; place < shard.members.length; place++) {
      if (place === shard.primary) continue;
      const took = log.send(position, place, lag.sample() + extraLag);
      if (took !== Infinity) {
        figures.record(figure['replication-lag'], took);
        connected += 1;
      }
      const lacking = log.lacking(place, kernel.now);
      if (lacking > backlog) backlog = lacking;
    }
    figures.set(figure['replication-backlog'], backlog);
    if (params.mode === 'semi-sync') {
      if (connected >= this.acks(shard)) shard.synced = true;
      if (shard.synced) {
        task.need = position;
        task.since = kernel.now;
        return this.waitForAcks(task, shard) ? KEPT : this.answer(step, shard, position);
      }
      figures.add(figure.unsynced);
    }
    return this.answer(step, shard, position);
  }

  private answer(step: Step, { log }: Shard, position: number): Step | null {
    log!.acknowledge(position);
    return step.next;
  }

  private acks({ members }: Shard): number {
    return Math.min(this.store.replication!.params.acks, members.length - 1);
  }

  /** Whether there is anything to wait for. */
  private waitForAcks(task: Task, shard: Shard): boolean {
    const { now } = this.machinery.kernel;
    const at = shard.log!.hadBy(task.need, this.acks(shard), shard.primary);
    if (at <= now) return false;
    const { ackTimeout } = this.store.replication!.params;
    this.wait(task, Math.min(at, task.since + ackTimeout) - now);
    return true;
  }

  /** Replicas should have the write by now, or it has waited as long as it may. */
  due(task: Task): void {
    const step = task.step!;
    const { kernel, steps } = this.machinery;
    const shard = this.store.shardOf(keyOf(task, task.asked!));
    const { replication } = this.store;
    if (shard !== null && shard.log !== null && replication !== null) {
      const had = shard.log.hadBy(task.need, this.acks(shard), shard.primary) <= kernel.now;
      const waited = kernel.now - task.since;
      if (!had && waited < replication.params.ackTimeout) {
        this.waitForAcks(task, shard);
        return;
      }
      const figures = this.node.stats.figures!;
      figures.record(figure['ack-wait'], waited);
      if (!had) {
        shard.synced = false;
        figures.add(figure.unsynced);
      }
      shard.log.acknowledge(task.need);
    }
    steps.goOn(task, step.next);
  }

  private wait(task: Task, delay: number): typeof KEPT {
    this.machinery.steps.keep(task);
    this.machinery.kernel.schedule(task, Op.keptDue, delay);
    return KEPT;
  }
}
