import { causeCode } from '../measure/stats';
import { type Act, KEPT } from './act';
import type { Broker } from './broker';
import type { Kernel } from './kernel';
import type { LinkState } from './link-state';
import type { Step } from './operation';
import { GIVE_UP, type Network } from './network';
import type { Steps } from './steps';
import { Flag, Op, type Task } from './task';

/** Publishing with confirms: the publisher waits until every backlog has its message, or has refused it. */
export class Confirms implements Act {
  readonly keepsFor = "the queue's confirm";
  broker!: Broker;
  steps!: Steps;
  network!: Network;

  constructor(private readonly kernel: Kernel) {}

  run(task: Task, step: Step): typeof KEPT {
    const link = step.link!;
    const message = this.broker.newMessage(task, link, step.event);
    message.parent = task;
    task.child = message;
    task.cause = -1;
    this.steps.keep(task);
    this.kernel.schedule(task, Op.unconfirmed, link.timeout === null ? GIVE_UP : link.timeout.delay);
    this.broker.send(message, task);
    return KEPT;
  }

  /** The publisher is gone; its message is not. */
  forsake(task: Task): void {
    if (task.child !== null) task.child.parent = null;
    task.child = null;
  }

  /** The queue's answer sets out. A confirm that gets lost leaves the publisher waiting, and its message is there. */
  answer(task: Task, link: LinkState, refusal: number): void {
    const time = this.network.confirmTime(link);
    if (time < 0) return;
    const { log } = link;
    // A log that has to have all copies says so when they have it; a publisher does not wait for ever.
    const copying = log !== null && refusal < 0 && log.model.acks === 'all' ? log.model.replicationDelay : 0;
    const { kernel } = this;
    if (copying > 0 && kernel.now + copying + time >= kernel.dueAt(task)) return;
    this.conclude(task, refusal, link, time + copying);
  }

  /** The message did not get there. Of one that vanished the publisher hears nothing. */
  failed(task: Task, link: LinkState, cause: number): void {
    task.child = null;
    if (cause !== causeCode.lost) this.conclude(task, cause, link, 0);
  }

  private conclude(task: Task, cause: number, link: LinkState, delay: number): void {
    const { kernel } = this;
    if (cause >= 0) fail(task, cause, (link.queue ?? link.log!).index);
    kernel.cancel(task);
    kernel.schedule(task, Op.confirmed, delay);
  }

  /** The answer is there. */
  confirmed(task: Task): void {
    this.resume(task);
  }

  /** No answer came in time. */
  unconfirmed(task: Task): void {
    const { queue, log } = task.step!.link!;
    this.forsake(task);
    fail(task, causeCode.timeout, (queue ?? log!).index);
    this.resume(task);
  }

  private resume(task: Task): void {
    const step = task.step!;
    if (task.cause < 0 || step.onError === 1) {
      task.cause = -1;
      this.steps.goOn(task, step.next);
    } else {
      task.flags &= ~Flag.kept;
      this.steps.fail(task, causeCode.dependency);
    }
  }
}

function fail(task: Task, cause: number, blame: number): void {
  task.cause = cause;
  task.blame = blame;
}
