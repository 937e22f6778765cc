import { figure, type FigureId } from '../policies/figures';
import type { OutboxParams } from '../policies/outbox-params';
import type { Act } from './act';
import type { Broker } from './broker';
import { Fifo } from './fifo';
import type { Kernel } from './kernel';
import type { LinkState } from './link-state';
import type { Replica, ServerState } from './model';
import type { Step } from './operation';
import { inherit, Kind, Op, type Task } from './task';

/** Figures of a node that publishes through an outbox. */
export const outboxFigures: readonly FigureId[] = ['outbox-committed', 'outbox-waiting', 'outbox-delay', 'outbox-again'];

/** What is published together with a write. */
export interface Outgoing {
  readonly outbox: Outbox;
  /** The publish step. */
  readonly step: Step;
}

/**
 * Messages that were committed with a write and wait for a relay, which publishes them over one link. The relay runs in the first replica of
 * the publishing node that is up. What it has not noted as published is published again: at least once.
 */
export class Outbox {
  /** Whether the design still wants it; what waits is published anyhow. */
  on = true;
  private readonly waiting = new Fifo();
  /** Fires at the relay's next look. */
  private readonly look: Task;

  constructor(
    private readonly kernel: Kernel,
    private readonly broker: Broker,
    private readonly link: LinkState,
    public params: OutboxParams,
  ) {
    this.look = kernel.pool.take(Kind.timer);
    this.look.outbox = this;
    link.from.stats.allow(outboxFigures);
  }

  /** The write is committed, and the message with it. */
  commit(write: Task, step: Step): void {
    const record = this.kernel.pool.take(Kind.timer);
    inherit(record, write);
    this.kernel.tracer?.inNameOf(record, write);
    record.asked = null;
    record.outbox = this;
    record.step = step;
    record.startedAt = this.kernel.now;
    record.replica = null;
    const figures = this.link.from.stats.figures!;
    figures.add(figure['outbox-committed']);
    figures.move(figure['outbox-waiting'], 1);
    this.waiting.push(record);
    this.arm();
  }

  /** The relay's looks follow a clock of their own; it runs only while something waits. */
  private arm(): void {
    const { kernel, look } = this;
    if (look.op !== Op.none) return;
    const { interval } = this.params;
    kernel.schedule(look, Op.outbox, (Math.floor(kernel.now / interval) + 1) * interval - kernel.now);
  }

  due(task: Task): void {
    if (task === this.look) this.relay();
    else this.noted(task);
  }

  private relay(): void {
    const { link, waiting } = this;
    if (link.removed) {
      for (let record = waiting.shift(); record !== null; record = waiting.shift()) this.drop(record);
      return;
    }
    const leader = leaderOf(link.from as ServerState);
    if (leader !== null) {
      const batch = new Fifo();
      for (let left = Math.min(this.params.batch, waiting.length); left > 0; left--) batch.push(waiting.shift()!);
      for (let record = batch.shift(); record !== null; record = batch.shift()) this.publish(record, leader);
    }
    if (waiting.head !== null) this.arm();
  }

  private publish(record: Task, leader: Replica): void {
    const { link, kernel } = this;
    record.replica = leader;
    record.since = leader.turnedAt;
    link.from.stats.figures!.record(figure['outbox-delay'], kernel.now - record.startedAt);
    this.broker.publish(record, link, record.step!.event, record);
  }

  /** The queue has it. The relay notes that, unless it has died since. */
  delivered(record: Task): void {
    if (isLeading(record)) this.kernel.schedule(record, Op.outbox, this.params.confirm);
    else this.again(record);
  }

  /** It did not get to the queue. */
  lost(record: Task): void {
    this.again(record);
  }

  private noted(record: Task): void {
    if (isLeading(record)) this.drop(record);
    else this.again(record);
  }

  /** Back to its place among those that wait: the oldest first. */
  private again(record: Task): void {
    this.link.from.stats.figures!.add(figure['outbox-again']);
    let behind: Task | null = null;
    for (let at = this.waiting.head; at !== null && at.startedAt <= record.startedAt; at = at.following) behind = at;
    this.waiting.insert(record, behind);
    this.arm();
  }

  private drop(record: Task): void {
    this.link.from.stats.figures!.move(figure['outbox-waiting'], -1);
    this.kernel.pool.give(record);
  }
}

/** The last step of a store's operations: what was to be published with the write is committed now. */
export const commitAct: Act = {
  run: (task, step) => {
    const outgoing = task.asked === null ? null : task.asked.outgoing;
    if (outgoing !== null) for (const { outbox, step: publish } of outgoing) outbox.commit(task, publish);
    return step.next;
  },
  forsake: () => {},
};

const leaderOf = ({ replicas }: ServerState): Replica | null => replicas.find(({ alive }) => alive) ?? null;

/** The replica that published it has been up ever since. */
const isLeading = ({ replica, since }: Task): boolean => replica!.alive && replica!.turnedAt === since;
