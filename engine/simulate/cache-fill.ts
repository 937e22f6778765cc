import { causeCode } from '../measure/stats';
import { keyOf, plainRead } from './access';
import { type Act, KEPT } from './act';
import type { CacheStore } from './cache-store';
import type { Step } from './operation';
import { Flag, Kind, type Task } from './task';

/** What a cache does once it has asked further: keeps what it got, and answers those who waited for it. */
export class CacheFill implements Act {
  constructor(private readonly store: CacheStore) {}

  run(task: Task): Step | null {
    const { store } = this;
    const access = task.asked ?? plainRead;
    const key = keyOf(task, access);
    const failed = task.cause >= 0;
    if (task.kind === Kind.branch) {
      store.buffer.written(task, key);
      return KEPT;
    }
    if (access.write) this.written(task, key, failed);
    else this.read(task, key, failed);
    if (!failed) return null;
    store.machinery.steps.fail(task, causeCode.dependency);
    return KEPT;
  }

  /** It waits for nothing itself. */
  forsake(): void {}

  private read(task: Task, key: number, failed: boolean): void {
    const { store } = this;
    const overtaken = store.flights.isOvertaken(key);
    // A substitute answer is not what the source has.
    if (!failed && (task.flags & Flag.degraded) === 0 && !overtaken) store.keep(key, task);
    if ((task.flags & Flag.loading) !== 0) store.flights.land(task, key);
  }

  private written(task: Task, key: number, failed: boolean): void {
    const { store } = this;
    store.flights.overtake(key);
    // Of a write that failed nobody knows whether the source has it.
    if (failed || store.params.writes === 'around') store.remove(key);
    else store.keep(key, task);
  }
}
