import { causeCode } from '../measure/stats';
import type { Discipline } from './disciplines';
import { startWait } from './fit-queue';
import type { Kernel } from './kernel';
import type { Replica } from './model';
import { StepKind } from './operation';
import type { Server } from './server';
import type { Steps } from './steps';
import { Flag, type Task } from './task';

/** Where calls wait for a worker, and how they come by one. */
export class WorkerQueues {
  server!: Server;
  steps!: Steps;
  /** Replicas to serve at the end of the event. The list keeps its length: to empty it would give its memory back each time. */
  private readonly due: Replica[] = [];
  private dueCount = 0;

  constructor(private readonly kernel: Kernel) {}

  /** Whether a call that finds the queue full takes another one's place. That one goes at the end of the event. */
  displaces(task: Task, replica: Replica): boolean {
    if (replica.discipline === null || !replica.discipline.displaces(task)) return false;
    replica.displacing += 1;
    this.serveLater(replica);
    return true;
  }

  enqueue(task: Task, replica: Replica): void {
    replica.node.stats.enqueue(this.kernel.now);
    task.since = this.kernel.now;
    task.flags |= Flag.queued;
    if (replica.discipline === null) replica.queue.push(task);
    else this.enter(task, replica, replica.discipline);
  }

  /** Queues a call where more than first in, first out is asked for. */
  private enter(task: Task, replica: Replica, discipline: Discipline): void {
    startWait(task, replica, discipline, this.kernel);
    discipline.enter(task);
  }

  /** A call has waited as long as it may. */
  waitedOut(task: Task): void {
    const replica = task.replica!;
    this.dequeue(task, replica);
    this.shed(task);
  }

  /** Drops a call that was taken from the queue. */
  private shed(task: Task): void {
    task.cause = causeCode.shed;
    task.blame = task.replica!.node.index;
    this.steps.fail(task, causeCode.shed);
  }

  /**
   * Gives free workers to waiting calls, first come first served. A call that would do more than work, or that has expired, waits for
   * the end of the event: what it sets off at once might end the very task in whose name the worker is being freed.
   */
  serveQueue(replica: Replica): void {
    const { node } = replica;
    if (replica.starting !== null) return;
    while (replica.busy < node.workers || replica.sharing !== null) {
      const task = replica.queue.head;
      if (task === null) return;
      if (
        replica.discipline !== null ||
        replica.sharing !== null ||
        task.deadline <= this.kernel.now ||
        task.step === null ||
        task.step.kind !== StepKind.work
      ) {
        this.serveLater(replica);
        return;
      }
      this.dequeue(task, replica);
      this.server.holdWorker(task, replica);
      this.server.startWork(task, node, task.step);
    }
  }

  private serveLater(replica: Replica): void {
    if (replica.due) return;
    replica.due = true;
    this.due[this.dueCount++] = replica;
    this.kernel.unsettled = true;
  }

  /** At the end of an event: begins what waited for it. */
  serveDue(): void {
    const { due } = this;
    // The list may grow meanwhile.
    for (let i = 0; i < this.dueCount; i++) {
      const replica = due[i]!;
      const { node, discipline } = replica;
      for (;;) {
        if (replica.displacing > 0) this.makeRoom(replica);
        if ((replica.busy >= node.workers && replica.sharing === null) || !replica.up || replica.starting !== null) break;
        const task = discipline === null ? replica.queue.head : discipline.next();
        if (task === null) break;
        this.dequeue(task, replica);
        if (task.deadline <= this.kernel.now) this.server.expired(task);
        else if (discipline !== null && discipline.drops(task)) this.shed(task);
        else {
          if (replica.sharing === null) this.server.holdWorker(task, replica);
          this.steps.advance(task);
        }
      }
      replica.due = false;
    }
    this.dueCount = 0;
  }

  /** Drops the least urgent calls, in whose places others came. */
  private makeRoom(replica: Replica): void {
    for (; replica.displacing > 0; replica.displacing--) {
      const { tail } = replica.queue;
      if (tail === null || replica.queue.length <= replica.node.queueLimit) continue;
      this.dequeue(tail, replica);
      this.shed(tail);
    }
  }

  private dequeue(task: Task, replica: Replica): void {
    this.takeOut(task, replica);
    task.waited += this.kernel.now - task.since;
  }

  takeOut(task: Task, replica: Replica): void {
    replica.node.stats.queued.fall(this.kernel.now);
    if (replica.discipline === null) replica.queue.remove(task);
    else {
      replica.discipline.remove(task);
      this.kernel.cancel(task);
    }
    task.flags &= ~Flag.queued;
  }

  /** Whether the call that waits longest may go on with a worker that is given up just now. */
  takesOver(next: Task, replica: Replica): boolean {
    const { step } = next;
    if (step === null || step.kind !== StepKind.work || next.deadline <= this.kernel.now) return false;
    return replica.up === true && replica.busy <= replica.node.workers;
  }
}
