import type { Kernel } from './kernel';
import { Kind, Op, type Task } from './task';

/** Rare things that are to happen at a time: failovers, deaths by a memory leak. */
export class Alarms {
  private readonly rings = new Map<Task, () => void>();

  constructor(private readonly kernel: Kernel) {}

  /** @param delay [ns] @returns what takes the alarm back; after it has rung that does nothing */
  set(delay: number, ring: () => void): () => void {
    const timer = this.kernel.pool.take(Kind.timer);
    this.rings.set(timer, ring);
    this.kernel.schedule(timer, Op.alarm, delay);
    return () => {
      // The timer may be somebody else's by now.
      if (this.rings.get(timer) === ring) this.end(timer);
    };
  }

  ring(timer: Task): void {
    const ring = this.rings.get(timer)!;
    this.end(timer);
    ring();
  }

  private end(timer: Task): void {
    this.kernel.cancel(timer);
    this.rings.delete(timer);
    this.kernel.pool.give(timer);
  }
}
