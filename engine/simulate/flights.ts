import { causeCode } from '../measure/stats';
import { keyOf, plainRead } from './access';
import { type Act, KEPT } from './act';
import { Fifo } from './fifo';
import type { Machinery } from './machinery';
import { Step, StepKind } from './operation';
import { Flag, type Task } from './task';

/** A load that is under way, and those who wait for it. */
class Flight {
  readonly waiting = new Fifo();
  /** What the one who loads does. */
  load: Step | null = null;
  /** The key was written meanwhile: what is loaded may be older. */
  overtaken = false;
}

/** One load a key at a time: whoever else misses waits for it and gets the same answer, or the same failure. */
export class Flights {
  private readonly byKey = new Map<number, Flight>();
  private readonly spare: Flight[] = [];
  private readonly failing = new Step(StepKind.act);

  constructor(private readonly machinery: Machinery) {
    this.failing.act = new FailedLoad(machinery);
  }

  /** @returns whether the task is to load; else it waits from now on */
  begin(task: Task, key: number, load: Step): boolean {
    const flight = this.byKey.get(key);
    if (flight !== undefined) {
      flight.waiting.push(task);
      return false;
    }
    const fresh = this.spare.pop() ?? new Flight();
    fresh.load = load;
    fresh.overtaken = false;
    this.byKey.set(key, fresh);
    task.flags |= Flag.loading;
    return true;
  }

  /** The load is over, well or not (then the task has a cause). */
  land(task: Task, key: number): void {
    const flight = this.end(task, key);
    if (flight === null) return;
    const { steps } = this.machinery;
    for (let waiter = flight.waiting.shift(); waiter !== null; waiter = flight.waiting.shift()) {
      waiter.flags |= task.flags & Flag.degraded;
      waiter.seen = task.seen;
      waiter.seenOf = task.seenOf;
      waiter.cause = task.cause;
      waiter.blame = task.blame;
      steps.wake(waiter, task.cause < 0 ? null : this.failing);
    }
    this.spare.push(flight);
  }

  /** Who loads is taken apart: the first of those who wait loads in its place. */
  forsaken(task: Task): void {
    const key = keyOf(task, task.asked ?? plainRead);
    const flight = this.end(task, key);
    if (flight === null) return;
    const heir = flight.waiting.shift();
    if (heir === null) {
      this.spare.push(flight);
      return;
    }
    this.byKey.set(key, flight);
    flight.overtaken = false;
    heir.flags |= Flag.loading;
    heir.seenOf = -1;
    this.machinery.steps.wake(heir, flight.load);
  }

  /** Somebody waits no more. */
  leave(task: Task, key: number): void {
    this.byKey.get(key)?.waiting.remove(task);
  }

  /** All that fly are taken apart, and none takes another's place. */
  scatter(): void {
    this.byKey.clear();
  }

  overtake(key: number): void {
    const flight = this.byKey.get(key);
    if (flight !== undefined) flight.overtaken = true;
  }

  isOvertaken(key: number): boolean {
    return this.byKey.get(key)?.overtaken === true;
  }

  private end(task: Task, key: number): Flight | null {
    task.flags &= ~Flag.loading;
    const flight = this.byKey.get(key) ?? null;
    this.byKey.delete(key);
    return flight;
  }
}

/** How those fail who waited for a load that failed. Cause and blame are the load's. */
class FailedLoad implements Act {
  constructor(private readonly machinery: Machinery) {}

  run(task: Task): Step | null {
    this.machinery.steps.fail(task, causeCode.dependency);
    return KEPT;
  }

  /** Nothing is kept. */
  forsake(): void {}
}
