import { figure } from '../policies/figures';
import type { CacheStore } from './cache-store';
import { Step, StepKind } from './operation';
import { Flag, inherit, Kind, NEVER, Op, type Task } from './task';

/**
 * Writes that a write-behind cache has acknowledged and the source has not got yet: per key one task without a caller, which waits for a
 * while and then writes. A key that is written again meanwhile is written once. What is in here when the cache dies is lost.
 */
export class WriteBuffer {
  /** By key. A task's `need` counts the writes that it stands for, its `count` those of them that came while it was writing. */
  private readonly pending = new Map<number, Task>();

  /** Where a task waits before it writes; what comes next is what the cache asks further. */
  private readonly rest = new Step(StepKind.wait);

  constructor(private readonly store: CacheStore) {}

  /** What is asked further is another step now; with nothing to ask there is nowhere to write to. */
  link(further: Step | null): void {
    this.rest.next = further;
    if (further === null) this.lose();
  }

  holds(key: number): boolean {
    return this.pending.has(key);
  }

  /** Acknowledges a write; false where there is no room. */
  takes(task: Task, key: number): boolean {
    const { store, pending } = this;
    let flusher = pending.get(key);
    if (flusher === undefined) {
      if (pending.size >= store.params.buffer) return false;
      flusher = this.flusherFor(task);
      pending.set(key, flusher);
    }
    flusher.need += 1;
    if (flusher.child !== null) flusher.count += 1;
    this.move(1);
    this.figures.add(figure['writes-behind']);
    return true;
  }

  /** The source has answered. */
  written(flusher: Task, key: number): void {
    const { store } = this;
    // A substitute answer has written nothing.
    const ok = flusher.cause < 0 && (flusher.flags & Flag.degraded) === 0;
    flusher.cause = -1;
    flusher.flags &= ~Flag.degraded;
    if (ok) {
      const done = flusher.need - flusher.count;
      this.figures.add(figure.flushed, done);
      this.move(0 - done);
      if (flusher.seenOf === key) store.table.settle(key, flusher.seen);
      flusher.need = flusher.count;
      flusher.attempt = 0;
    } else flusher.attempt += 1;
    flusher.count = 0;
    if (flusher.need === 0) this.drop(flusher, key);
    else if (flusher.attempt >= store.params.flushAttempts) {
      this.giveUp(flusher);
      store.table.remove(key);
      this.drop(flusher, key);
    } else this.wait(flusher);
  }

  /** Everything in it is lost. */
  lose(): void {
    const { server, kernel } = this.store.machinery;
    for (const flusher of this.pending.values()) {
      server.evict(flusher);
      this.giveUp(flusher);
      kernel.pool.give(flusher);
    }
    this.pending.clear();
  }

  private get figures() {
    return this.store.node.stats.figures!;
  }

  private move(by: number): void {
    this.figures.move(figure.unwritten, by);
  }

  private flusherFor(task: Task): Task {
    const flusher = this.store.machinery.kernel.pool.take(Kind.branch);
    inherit(flusher, task);
    flusher.replica = task.replica;
    this.store.machinery.kernel.tracer?.beside(flusher, task);
    flusher.deadline = NEVER;
    flusher.cause = -1;
    flusher.blame = -1;
    flusher.waited = 0;
    flusher.worked = 0;
    flusher.need = 0;
    flusher.count = 0;
    flusher.attempt = 0;
    this.wait(flusher);
    return flusher;
  }

  private wait(flusher: Task): void {
    const { machinery, params } = this.store;
    flusher.step = this.rest;
    machinery.kernel.schedule(flusher, Op.waitDone, params.flushAfter);
  }

  private giveUp(flusher: Task): void {
    this.figures.add(figure['lost-writes'], flusher.need);
    this.move(0 - flusher.need);
  }

  private drop(flusher: Task, key: number): void {
    this.pending.delete(key);
    this.store.machinery.kernel.pool.give(flusher);
  }
}
