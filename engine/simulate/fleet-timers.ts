import type { Kernel } from './kernel';
import type { Replica, ServerState } from './model';
import { Kind, Op, type Task } from './task';

/** What a timer of a node's replicas is for. */
export const Timer = { started: 0, believed: 1, look: 2, sync: 3, idle: 4 } as const;

/** Timers of nodes and of their replicas. */
export class FleetTimers {
  constructor(private readonly kernel: Kernel) {}

  get now(): number {
    return this.kernel.now;
  }

  /** @param at [ns] */
  set(what: number, at: number, node: ServerState, replica: Replica | null = null): Task {
    const { kernel } = this;
    const timer = kernel.pool.take(Kind.timer);
    timer.count = what;
    timer.need = node.index;
    timer.replica = replica;
    kernel.schedule(timer, Op.fleet, at - kernel.now);
    return timer;
  }

  /** Takes a timer back, fired or not. */
  give(timer: Task): void {
    this.kernel.cancel(timer);
    this.kernel.pool.give(timer);
  }
}
