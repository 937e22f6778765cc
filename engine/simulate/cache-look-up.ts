import { figure } from '../policies/figures';
import { type Access, keyOf, plainRead } from './access';
import { type Act, KEPT } from './act';
import type { CacheStore } from './cache-store';
import type { Step } from './operation';
import { Flag, type Task } from './task';

/** What a cache does once the work of a call is done: finds the key, or asks further; takes a write, or passes it on. */
export class CacheLookUp implements Act {
  readonly keepsFor = 'another load of the same key';

  constructor(private readonly store: CacheStore) {}

  run(task: Task, step: Step): Step | null {
    const access = task.asked ?? plainRead;
    const key = keyOf(task, access);
    return access.write ? this.write(task, access, key, step) : this.read(task, access, key, step);
  }

  /** Waits for a load that another one has begun. */
  forsake(task: Task): void {
    this.store.flights.leave(task, keyOf(task, task.asked ?? plainRead));
  }

  private read(task: Task, access: Access, key: number, step: Step): Step | null {
    const { store } = this;
    const figures = store.node.stats.figures!;
    const { now } = store.machinery.kernel;
    const slot = store.table.find(key, now);
    if (store.buffer.holds(key) || (slot >= 0 && this.isNewEnough(task, access, key, slot))) {
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
    task.seenOf = -1;
    return next;
  }

  /** Whether an entry will do for a read that asks for the latest, or at least for what its own request has seen. */
  private isNewEnough({ seen, seenOf }: Task, { consistency }: Access, key: number, slot: number): boolean {
    if (consistency === 'any') return true;
    const version = this.store.table.entries.versions[slot]!;
    if (consistency === 'own-writes') return seenOf !== key || version >= seen;
    return version >= this.store.machinery.versions.of(key);
  }

  private answer(task: Task, key: number, slot: number): void {
    const { entries } = this.store.table;
    const figures = this.store.node.stats.figures!;
    const newest = this.store.machinery.versions.of(key);
    const own = task.seenOf === key ? task.seen : -1;
    task.seen = newest;
    task.seenOf = key;
    // What waits to be written is newer than all that the source has.
    if (slot < 0) return;
    if (entries.absent[slot] === 1) figures.add(figure['negative-hits']);
    const version = entries.versions[slot]!;
    if (version >= newest) return;
    task.seen = version;
    figures.add(figure['stale-hits']);
    if (version < own) figures.add(figure['missed-own-writes']);
  }

  private write(task: Task, access: Access, key: number, step: Step): Step | null {
    const { store } = this;
    const { next } = step;
    store.flights.overtake(key);
    // That is between the caller and the cache: the source keeps what it has.
    if (access.remove) store.remove(key);
    else if (next === null) store.keep(key, task);
    else if (store.params.writes !== 'behind' || !store.buffer.takes(task, key)) return next;
    else store.keepUnwritten(key);
    return null;
  }
}
