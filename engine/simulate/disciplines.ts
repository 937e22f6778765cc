import type { Clock } from '../core/clock';
import { unreachable } from '../core/invariant';
import { AdaptiveLifo } from '../policies/adaptive-lifo';
import { Codel, type DelayControl, FollyCodel } from '../policies/codel';
import type { DisciplineParams } from '../policies/discipline-params';
import type { Fifo } from './fifo';
import type { Task } from './task';

/** Urgencies that a call can have. */
const PRIORITIES = 10;

/** [ns] */
export interface Bound {
  longest: number;
}

/**
 * Which of the waiting calls is next, and whether it is served or dropped. This one is first in, first out; the others differ in what they
 * override. A replica whose queue is plain first in, first out, with no bound on the wait, has none of them.
 */
export class Discipline {
  constructor(
    /** What it is; the law of a CoDel. */
    readonly kind: string,
    protected readonly queue: Fifo,
  ) {}

  /** Takes other parameters of the same kind. */
  configure(_params: DisciplineParams): void {}

  /** Puts a call into the queue. */
  enter(task: Task): void {
    this.queue.push(task);
  }

  /** The call whose turn it is; null when none waits. */
  next(): Task | null {
    return this.queue.head;
  }

  /** Takes a call out, for whatever reason. */
  remove(task: Task): void {
    this.queue.remove(task);
  }

  /** Whether the call that was just taken out to be served is dropped instead. */
  drops(_task: Task): boolean {
    return false;
  }

  /** A call had not to wait at all. */
  passed(): void {}

  /** Bounds the wait of a call that comes now. */
  bound(_bound: Bound): void {}

  /** Whether the last call of the queue has to go when this one comes and finds the queue full. */
  displaces(_task: Task): boolean {
    return false;
  }

  /** All calls, in the order in which they would be entered into another queue. */
  inOrder(): Task[] {
    const tasks: Task[] = [];
    for (let task = this.queue.head; task !== null; task = task.following) tasks.push(task);
    return tasks.sort((a, b) => a.since - b.since);
  }
}

class Lifo extends Discipline {
  override enter(task: Task): void {
    this.queue.insert(task, null);
  }

  override inOrder(): Task[] {
    // Calls that came at one moment lie the wrong way round.
    return super
      .inOrder()
      .reverse()
      .sort((a, b) => a.since - b.since);
  }
}

/** The queue lies in order of urgency, and of coming within it. */
class Priority extends Discipline {
  private displacing = false;
  /** Last call of each urgency. */
  private readonly lasts: (Task | null)[] = Array.from({ length: PRIORITIES }, () => null);

  override configure(params: DisciplineParams): void {
    this.displacing = params.kind === 'priority' && params.whenFull === 'displace';
  }

  override enter(task: Task): void {
    const { lasts } = this;
    let urgency = task.priority;
    while (urgency < PRIORITIES && lasts[urgency] === null) urgency++;
    this.queue.insert(task, urgency < PRIORITIES ? lasts[urgency]! : null);
    lasts[task.priority] = task;
  }

  override remove(task: Task): void {
    const { priority, preceding } = task;
    if (this.lasts[priority] === task) this.lasts[priority] = preceding !== null && preceding.priority === priority ? preceding : null;
    this.queue.remove(task);
  }

  override displaces(task: Task): boolean {
    const { tail } = this.queue;
    return this.displacing && tail !== null && tail.priority < task.priority;
  }
}

class DelayControlled extends Discipline {
  constructor(
    kind: string,
    queue: Fifo,
    private readonly control: DelayControl,
  ) {
    super(kind, queue);
  }

  override configure(params: DisciplineParams): void {
    if (params.kind === 'codel') this.control.configure(params);
  }

  override remove(task: Task): void {
    this.queue.remove(task);
    if (this.queue.head === null) this.control.ranEmpty();
  }

  override drops(task: Task): boolean {
    return this.control.drops(task, this.queue.length);
  }

  override passed(): void {
    this.control.passed();
  }
}

/** The queue lies in order of coming; the policy says at which end to take. */
class Adaptive extends Discipline {
  constructor(
    kind: string,
    queue: Fifo,
    private readonly policy: AdaptiveLifo,
  ) {
    super(kind, queue);
  }

  override configure(params: DisciplineParams): void {
    if (params.kind === 'adaptive-lifo') this.policy.configure(params);
  }

  override bound(bound: Bound): void {
    if (this.queue.head === null) this.policy.empty();
    bound.longest = this.policy.timeout();
  }

  override next(): Task | null {
    const { head, tail } = this.queue;
    return head !== tail && this.policy.overloaded() ? tail : head;
  }
}

/** A discipline of this kind over a queue that is empty. Processor sharing has no queue: see `Sharing`. */
export function newDiscipline(params: DisciplineParams, queue: Fifo, clock: Clock): Discipline {
  const made = ofKind(params, queue, clock);
  made.configure(params);
  return made;
}

function ofKind(params: DisciplineParams, queue: Fifo, clock: Clock): Discipline {
  switch (params.kind) {
    case 'fifo':
    case 'processor-sharing':
      return new Discipline(params.kind, queue);
    case 'lifo':
      return new Lifo(params.kind, queue);
    case 'priority':
      return new Priority(params.kind, queue);
    case 'codel':
      return new DelayControlled(params.law, queue, params.law === 'linux' ? new Codel(params, clock) : new FollyCodel(params, clock));
    case 'adaptive-lifo':
      return new Adaptive(params.kind, queue, new AdaptiveLifo(params, clock));
    default:
      return unreachable(params);
  }
}
