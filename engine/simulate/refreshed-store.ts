import { figure } from '../policies/figures';
import { keyOf, plainRead } from './access';
import type { Act } from './act';
import type { Machinery } from './machinery';
import type { ServerState } from './model';
import type { Step } from './operation';
import type { Store } from './store';
import type { Task } from './task';

/** Things whose versions are kept; the ones that were written first are forgotten beyond that, and count as fresh. */
const MOST = 1_000_000;

/**
 * A copy whose writes are found from its next refresh on. Refreshes come at whole multiples of a time, so that a write needs no event: it says
 * from when on it is found. A write of what its request has read or written elsewhere copies that version; any other is taken for the newest.
 */
export class RefreshedStore implements Store, Act {
  readonly before = null;
  readonly after = this;
  readonly last = null;
  readonly forgetting = 'things that were written first; they count as never written';
  forgotten = 0;
  /** By key: what is found now, what is found from `at` on. [ns] */
  private readonly copies = new Map<number, { found: number; next: number; at: number }>();

  constructor(
    private readonly node: ServerState,
    public refresh: number,
    private readonly machinery: Machinery,
  ) {}

  run(task: Task, step: Step): Step | null {
    const access = task.asked ?? plainRead;
    const key = keyOf(task, access);
    if (access.write) this.write(task, key);
    else this.read(task, key);
    return step.next;
  }

  /** It keeps no task. */
  forsake(): void {}

  /** An index lies on disk. */
  crashed(): void {}

  private write(task: Task, key: number): void {
    const { copies } = this;
    const { now } = this.machinery.kernel;
    const version = task.seenOf === key ? task.seen : this.machinery.versions.of(key);
    const at = this.refresh === 0 ? now : (Math.floor(now / this.refresh) + 1) * this.refresh;
    const copy = copies.get(key);
    if (copy === undefined) {
      if (copies.size >= MOST) this.forgetFirst();
      copies.set(key, { found: 0, next: version, at });
      return;
    }
    if (copy.at <= now) copy.found = copy.next;
    copy.next = version;
    copy.at = at;
  }

  private forgetFirst(): void {
    for (const first of this.copies.keys()) {
      this.copies.delete(first);
      this.forgotten += 1;
      return;
    }
  }

  private read(task: Task, key: number): void {
    const { kernel, versions } = this.machinery;
    const figures = this.node.stats.figures!;
    const newest = versions.of(key);
    const copy = this.copies.get(key);
    // What was never written here is as it was at the start.
    const found = copy === undefined ? 0 : copy.at <= kernel.now ? copy.next : copy.found;
    const version = Math.min(found, newest);
    figures.add(version < newest ? figure['stale-reads'] : figure['fresh-reads']);
    if (task.seenOf === key && version < task.seen) figures.add(figure['missed-own-writes']);
    task.seen = version;
    task.seenOf = key;
  }
}
