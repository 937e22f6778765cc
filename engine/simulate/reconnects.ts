import type { Rng } from '../core/rng';
import type { Undo } from '../faults/definition';
import type { Kernel } from './kernel';
import type { SourceState } from './model';
import type { Sources } from './sources';
import { Kind, Op, type Task } from './task';

interface Storm {
  readonly source: SourceState;
  readonly rng: Rng;
  readonly since: number;
  readonly clients: number;
  /** Time in which all of them come back. [ns] */
  readonly within: number;
  back: number;
}

/** Clients that lost their connections together and come back, each with one request. */
export class Reconnects {
  private readonly storms = new Map<Task, Storm>();

  constructor(
    private readonly kernel: Kernel,
    private readonly sources: Sources,
  ) {}

  /** @returns what keeps those away that are not back yet */
  begin(source: SourceState, clients: number, within: number): Undo {
    for (const { link } of source.journeys) link?.connections?.drop();
    const { kernel } = this;
    const timer = kernel.pool.take(Kind.timer);
    const storm = { source, rng: source.mixRng.fork('reconnects'), since: kernel.now, clients, within, back: 0 };
    this.storms.set(timer, storm);
    this.schedule(timer, storm);
    return () => {
      // The timer may be somebody else's by now.
      if (this.storms.get(timer) === storm) this.end(timer);
    };
  }

  /** The next client is back. */
  due(timer: Task): void {
    const storm = this.storms.get(timer)!;
    storm.back += 1;
    if (storm.back === storm.clients) this.end(timer);
    else this.schedule(timer, storm);
    this.sources.askOnce(storm.source);
  }

  /** Each client has its own part of the time, and comes somewhere in it. */
  private schedule(timer: Task, { since, back, clients, within, rng }: Storm): void {
    const at = since + Math.floor(((back + rng.next()) / clients) * within);
    this.kernel.schedule(timer, Op.reconnected, Math.max(0, at - this.kernel.now));
  }

  private end(timer: Task): void {
    this.kernel.cancel(timer);
    this.storms.delete(timer);
    this.kernel.pool.give(timer);
  }
}
