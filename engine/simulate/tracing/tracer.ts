import { blamedNode } from '../blame';
import { NODE_BITS, Row } from '../../measure/trace/rows';
import { Ending, type Trail } from '../../measure/trace/trail';
import type { TraceShelf } from '../../measure/trace/trace-shelf';
import { CLOSED } from '../../policies/breaker/circuit-breaker';
import type { Kernel } from '../kernel';
import type { LinkState } from '../link-state';
import type { Operation } from '../operation';
import { Flag, Kind, Place, type Task } from '../task';

const NONE = -1;
const MOST_ATTEMPTS = 1023;

/**
 * Writes down what is done in each request's name. It only looks: a run with it and one without are the same run. The loop's own parts know
 * nothing of it. Where they are on the way of every call, they have a subclass beside this file that tells it what happens; where something
 * is rare, they ask the kernel whether somebody is looking.
 */
export class Tracer {
  /** Names of operations and of what acts keep tasks for, by the numbers in the rows. */
  readonly operations: string[] = [];
  readonly reasons: string[] = [];
  private readonly operationNumbers = new Map<Operation, number>();
  private readonly reasonNumbers = new Map<string, number>();
  // By the number of a task's entry: its trail, its span as a call, and its span as what it does itself (operation, branch, message).
  private readonly trails: (Trail | null)[] = [];
  private readonly calls: number[] = [];
  private readonly deeds: number[] = [];

  constructor(
    private readonly kernel: Kernel,
    readonly shelf: TraceShelf,
  ) {}

  /** A user's request, or a call that is made for another task, begins. */
  call(task: Task): void {
    const { parent, link } = task;
    if (task.journey !== null) {
      const trail = this.shelf.follow(task.request);
      if (trail !== null) {
        trail.journey = task.journey.index;
        trail.entity = task.entity;
        trail.tenant = task.tenant;
      }
      this.note(task, trail, trail === null ? NONE : trail.open(Row.call, NONE, link!.index), NONE);
      return;
    }
    const trail = parent === null ? null : this.of(parent);
    this.note(task, trail, trail === null ? NONE : trail.open(Row.call, this.spanOf(parent!), link!.index), NONE);
  }

  /** Another task carries the call on; the old one works for nobody. */
  leftBehind(task: Task, mine: Task): void {
    this.note(mine, this.of(task), this.calls[task.entry] ?? NONE, NONE);
  }

  attempt(task: Task, link: LinkState): void {
    const { breaker, state } = link.guardOf(task);
    this.aboutCall(Row.attempt, task, task.attempt, breaker === null ? 0 : (state ?? CLOSED) + 1);
  }

  sent(task: Task): void {
    if ((task.flags & Flag.copy) === 0) {
      this.aboutCall(Row.sent, task, task.attempt, 0);
      return;
    }
    const parent = task.parent!;
    const trail = this.of(parent);
    this.note(task, trail, trail === null ? NONE : trail.open(Row.copy, this.calls[parent.entry] ?? NONE, task.link!.index), NONE);
  }

  /** One of the rows that a call or a copy has. */
  aboutCall(row: number, task: Task, a: number, b: number): void {
    const trail = this.of(task);
    if (trail === null) return;
    const span = this.calls[task.entry]!;
    if (span !== NONE) trail.add(row, span, a, b);
  }

  /** A user has the answer, or an error. */
  answered(task: Task, ok: boolean): void {
    const trail = this.of(task);
    if (trail === null) return;
    const late = this.kernel.now - task.startedAt > task.journey!.deadline;
    if (!ok) trail.ending = Ending.failed;
    else if (late) trail.ending = Ending.late;
    else trail.ending = (task.flags & Flag.degraded) === 0 ? Ending.ok : Ending.degraded;
    trail.cause = ok ? NONE : task.cause;
    trail.blame = ok ? NONE : blamedNode(task);
    this.shelf.ended(trail);
  }

  /** A call has reached a node. */
  operation(task: Task): void {
    const trail = this.of(task);
    if (trail === null) return;
    const node = task.link!.server!;
    const span = trail.open(Row.operation, this.calls[task.entry]!, node.index | (Math.min(task.attempt, MOST_ATTEMPTS) << NODE_BITS));
    this.deeds[task.entry] = span;
    const operation = task.called ?? node.operations[0];
    if (operation !== undefined) trail.add(Row.named, span, this.numberOf(operation), 0);
  }

  /** A call that nobody waits for takes up what another one had to leave. */
  takenUp(task: Task): void {
    this.note(task, this.shelf.find(task.request), NONE, NONE);
  }

  /** A branch, or a piece of work elsewhere: something is done for a task beside it. */
  beside(task: Task, owner: Task | null, row: number = Row.branch): void {
    const trail = owner === null ? null : this.of(owner);
    const a = owner === null ? NONE : this.spanOf(owner);
    this.note(task, trail, NONE, trail === null ? NONE : trail.open(row, a, task.replica === null ? NONE : task.replica.index));
  }

  /** What is said about a task later belongs to the same span as what is said about its owner. */
  inNameOf(task: Task, owner: Task): void {
    this.note(task, this.of(owner), NONE, this.spanOf(owner));
  }

  /** One of the rows that an operation, a branch or a message has. */
  aboutDeed(row: number, task: Task, a: number, b: number): void {
    const trail = this.of(task);
    if (trail === null) return;
    const span = this.deeds[task.entry]!;
    if (span !== NONE) trail.add(row, span, a, b);
  }

  /** An act keeps the task. */
  kept(task: Task): void {
    const { step } = task;
    const { act } = step === null ? { act: null } : step;
    this.aboutDeed(Row.kept, task, this.reasonOf(act?.keepsFor ?? ''), 0);
  }

  /** A business effect, or one that was recognised as done already. */
  effect(task: Task, effect: number, recognised: boolean): void {
    this.aboutDeed(Row.effect, task, effect, recognised ? 1 : 0);
  }

  message(message: Task, publisher: Task): void {
    const trail = this.of(publisher);
    this.note(message, trail, NONE, trail === null ? NONE : trail.open(Row.message, this.spanOf(publisher), message.need));
  }

  /** A group reads a record from a log, for the first time or once more. */
  record(message: Task, link: LinkState): void {
    // Delivered again, it has its span.
    if (message.count > 1) return;
    const trail = this.shelf.find(message.request);
    this.note(message, trail, NONE, trail === null ? NONE : trail.open(Row.record, link.index, message.need));
  }

  private of(task: Task): Trail | null {
    const trail = this.trails[task.entry];
    // The trail may be another request's by now.
    return trail !== undefined && trail !== null && trail.request === task.request ? trail : null;
  }

  /** Where what is done for the task belongs: to what it does itself, or, while it is still with its caller, to the call. */
  private spanOf(task: Task): number {
    const asCall = task.kind === Kind.call && task.place === Place.caller;
    return (asCall ? this.calls : this.deeds)[task.entry] ?? NONE;
  }

  private note({ entry }: Task, trail: Trail | null, call: number, deed: number): void {
    const { trails } = this;
    while (trails.length <= entry) {
      trails.push(null);
      this.calls.push(NONE);
      this.deeds.push(NONE);
    }
    trails[entry] = trail;
    this.calls[entry] = call;
    this.deeds[entry] = deed;
  }

  private numberOf(operation: Operation): number {
    let number = this.operationNumbers.get(operation);
    if (number === undefined) {
      number = this.operations.push(operation.name) - 1;
      this.operationNumbers.set(operation, number);
    }
    return number;
  }

  private reasonOf(text: string): number {
    let number = this.reasonNumbers.get(text);
    if (number === undefined) {
      number = this.reasons.push(text) - 1;
      this.reasonNumbers.set(text, number);
    }
    return number;
  }
}
