import { figure } from '../policies/figures';
import { type Access, keyOf, plainRead } from './access';
import { type Act, KEPT } from './act';
import type { CacheStore } from './cache-store';
import type { Step } from './model';
import { Flag, type Task } from './task';

/** What a cache does once the work of a call is done: finds the key, or asks further; takes a write, or passes it on. */
export class CacheLookUp implements Act {
  constructor(private readonly store: CacheStore) {}

  run(task: Task, step: Step): Step | null {
    const access = task.asked ?? plainRead;
    const key = keyOf(task, access);
    return access.write ? this.write(task, access, key, step) : this.read(task, key, step);
  }

  /** Waits for a load that another one has begun. */
  forsake(task: Task): void {
    this.store.flights.leave(task, keyOf(task, task.asked ?? plainRead));
  }

  private read(task: Task, key: number, step: Step): Step | null {
    const { store } = this;
    const figures = store.node.stats.figures!;
    const { now } = store.machinery.kernel;
    const slot = store.table.find(key, now);
    if (slot >= 0 || store.buffer.holds(key)) {
      figures.add(figure.hits);
      task.flags |= Flag.hit;
      this.answer(task, key, slot);
      return null;
    }
    store.count();
    figures.add(figure.misses);
    const { next } = step;
    if (next === null) return null;
    if (store.params.singleFlight && !store.flights.begin(task, key, next)) {
      figures.add(figure.coalesced);
      store.machinery.steps.keep(task);
      return KEPT;
    }
    figures.add(figure.loads);
    task.seen = -1;
    return next;
  }

  private answer(task: Task, key: number, slot: number): void {
    const { entries } = this.store.table;
    const figures = this.store.node.stats.figures!;
    const newest = this.store.machinery.versions.of(key);
    task.seen = newest;
    // What waits to be written is newer than all that the source has.
    if (slot < 0) return;
    if (entries.absent[slot] === 1) figures.add(figure['negative-hits']);
    const version = entries.versions[slot]!;
    if (version >= newest) return;
    task.seen = version;
    figures.add(figure['stale-hits']);
  }

  private write(task: Task, access: Access, key: number, step: Step): Step | null {
    const { store } = this;
    const { next } = step;
    if (next !== null) {
      store.flights.overtake(key);
      const behind = store.params.writes === 'behind' && !access.remove;
      if (!behind || !store.buffer.takes(task, key)) return next;
      store.keepUnwritten(key);
    } else if (access.remove) store.remove(key);
    else store.keep(key, task.seen);
    return null;
  }
}
