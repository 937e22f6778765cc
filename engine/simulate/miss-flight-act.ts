import { causeCode } from '../measure/stats';
import { figure } from '../policies/figures';
import { SingleFlight } from '../policies/single-flight';
import { type Access, keyOf, numberOf } from './access';
import { type Act, KEPT } from './act';
import type { Replica } from './model';
import { Step, StepKind } from './operation';
import type { Steps } from './steps';
import { Flag, type Task } from './task';

export const missFlightFigures = ['misses-loaded', 'misses-shared'] as const;

/**
 * What follows a look-up that missed, once a key and replica: the first one does the steps in a branch, and whoever misses the same key
 * meanwhile waits and shares how they ended, a failure or a cancellation included.
 */
export class MissFlightAct implements Act {
  readonly keepsFor = 'another load of the same key';
  private readonly failing = new Step(StepKind.act);

  constructor(
    private readonly steps: Steps,
    /** Flights are of one step, wherever an edit has put the replica's other steps meanwhile. */
    private readonly place: string,
    private readonly thing: Access,
    private readonly missed: Step | null,
  ) {
    this.failing.act = new SharedFailure(steps);
  }

  run(task: Task): Step | null {
    const key = keyOf(task, this.thing);
    const figures = task.replica!.node.stats.figures!;
    // Those who ask for nothing in particular do not ask for the same.
    const role = numberOf(key) < 0 ? 'alone' : this.flightsOf(task.replica!).join(key, task);
    if (role === 'waits') {
      figures.add(figure['misses-shared']);
      task.count = WAITS;
      this.steps.keep(task);
      return KEPT;
    }
    figures.add(figure['misses-loaded']);
    task.count = role === 'leads' ? LEADS : ALONE;
    this.steps.keep(task);
    this.steps.branch(task, this.missed);
    return KEPT;
  }

  branchDone(task: Task, ok: boolean): void {
    this.land(task, ok);
    if (ok) this.steps.wake(task, task.step!.next);
    else this.steps.failKept(task, task.reason);
  }

  forsake(task: Task): void {
    if (task.count === WAITS) {
      this.flightsOf(task.replica!).leave(keyOf(task, this.thing), task);
      return;
    }
    task.cause = causeCode.cancelled;
    task.reason = causeCode.cancelled;
    task.blame = task.replica!.node.index;
    this.land(task, false);
  }

  /** The load is over: those who waited have what the one who loaded has. */
  private land(task: Task, ok: boolean): void {
    if (task.count !== LEADS) return;
    let waiter = this.flightsOf(task.replica!).land(keyOf(task, this.thing));
    while (waiter !== null) {
      const { following } = waiter;
      waiter.flags |= task.flags & Flag.degraded;
      if (ok) {
        waiter.seen = task.seen;
        waiter.seenOf = task.seenOf;
      } else {
        waiter.cause = task.cause;
        waiter.reason = task.reason;
        waiter.blame = task.blame;
      }
      this.steps.wake(waiter, ok ? waiter.step!.next : this.failing);
      waiter = following;
    }
  }

  private flightsOf(replica: Replica): SingleFlight<Task> {
    const all = (replica.missFlights ??= new Map<string, SingleFlight<Task>>());
    let flights = all.get(this.place);
    if (flights === undefined) {
      flights = new SingleFlight<Task>();
      all.set(this.place, flights);
    }
    return flights;
  }
}

/** What a task is in its flight, in `count`. */
const WAITS = 1;
const LEADS = 2;
const ALONE = 3;

/** How those fail who waited for a load that failed: reason, cause and blame are the load's. */
class SharedFailure implements Act {
  constructor(private readonly steps: Steps) {}

  run(task: Task): Step | null {
    this.steps.fail(task, task.reason);
    return KEPT;
  }

  /** Nothing is kept. */
  forsake(): void {}
}
