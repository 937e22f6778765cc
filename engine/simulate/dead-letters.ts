import { type Death, type DeathReason, deathsIn, goesRound, withDeath } from '../policies/queue/deaths';
import type { Broker } from './broker';
import type { Kernel } from './kernel';
import type { QueueState } from './model';
import type { Task } from './task';

/** Where dead letters go, and what they have behind them. */
export class DeadLetters {
  broker!: Broker;
  /** Of messages that have died before; the others have no entry. */
  private readonly histories = new Map<Task, readonly Death[]>();

  constructor(private readonly kernel: Kernel) {}

  /** A message that is counted out of its queue already goes on to where dead letters go, or is no more. */
  die(message: Task, queue: QueueState, reason: DeathReason): void {
    queue.stats.deadLetters!.add(reason, message.need, message, this.kernel.now);
    const link = queue.deadLetterLink;
    if (link === null || link.removed) {
      this.broker.release(message);
      return;
    }
    const deaths = withDeath(this.histories.get(message) ?? [], queue.index, reason);
    if (deathsIn(deaths, queue.index) > queue.model.maxRounds || goesRound(deaths, link.queue!.index)) {
      this.broker.release(message);
      return;
    }
    this.histories.set(message, deaths);
    this.broker.onwards(message, link);
  }

  hasDied(message: Task): boolean {
    return this.histories.size > 0 && this.histories.has(message);
  }

  forget(message: Task): void {
    if (this.histories.size > 0) this.histories.delete(message);
  }
}
