import { ProcessorSharing } from '../policies/processor-sharing';
import type { Kernel } from './kernel';
import type { Replica } from './model';
import { Flag, Kind, Op, type Task } from './task';

/**
 * The workers of one replica as cores that all its calls share. Of n calls at work, as many as there are cores count as busy, the others as
 * waiting: so utilization is that of the cores, and the time that a call waits is what sharing adds to its work.
 */
export class Sharing {
  private readonly processors: ProcessorSharing<Task>;
  private readonly timer: Task;
  private cores: number;
  /** Calls beyond the cores. */
  waiting = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly replica: Replica,
  ) {
    this.cores = replica.node.workers;
    this.processors = new ProcessorSharing<Task>(this.cores);
    this.timer = kernel.pool.take(Kind.timer);
    this.timer.replica = replica;
  }

  /** Lets a call work for this long, as if alone. [ns] */
  begin(task: Task, work: number): void {
    const { now } = this.kernel;
    task.since = now;
    // Together with the time that it takes in the end, this is what sharing cost it.
    task.waited -= work;
    task.flags |= Flag.sharing;
    this.processors.add(task, work, this.worked());
    this.recount();
  }

  /** The first call is done with its work; null when a pause has held it up. */
  done(): Task | null {
    if (this.processors.untilFirst(this.worked()) > 0) {
      this.recount();
      return null;
    }
    const task = this.processors.first!;
    this.end(task);
    task.waited += this.kernel.now - task.since;
    return task;
  }

  /** Takes a call out. */
  end(task: Task): void {
    task.flags &= ~Flag.sharing;
    this.processors.remove(task, this.worked());
    this.recount();
  }

  /** The replica goes on after it was frozen. */
  goOn(): void {
    this.recount();
  }

  /** After an edit. */
  setCores(cores: number): void {
    if (cores === this.cores) return;
    this.cores = cores;
    this.processors.setCores(cores, this.worked());
    this.recount();
  }

  /** Takes out any call, with the work that it still needs, as if alone; null when there is none left. [ns] */
  takeOut(): { readonly task: Task; readonly left: number } | null {
    const { now } = this.kernel;
    const task = this.processors.last;
    if (task === null) return null;
    const left = this.processors.left(task, this.worked());
    this.end(task);
    task.waited += now - task.since + left;
    return { task, left };
  }

  /** Gives the timer back. To be called when no call is left. */
  dispose(): void {
    this.kernel.cancel(this.timer);
    this.kernel.pool.give(this.timer);
  }

  /** The cores' own time, which stands still in pauses. [ns] */
  private worked(): number {
    const { pace } = this.replica;
    return pace === null ? this.kernel.now : pace.worked();
  }

  /** Brings levels and timer in step with the calls at work. */
  private recount(): void {
    const { kernel, replica, timer, processors } = this;
    const { stats } = replica.node;
    const busy = Math.min(processors.size, this.cores);
    const waiting = processors.size - busy;
    stats.held.move(busy - replica.busy);
    stats.queued.move(waiting - this.waiting);
    if (stats.waiting > stats.maxWaiting) stats.maxWaiting = stats.waiting;
    replica.busy = busy;
    this.waiting = waiting;
    kernel.cancel(timer);
    const delay = processors.untilFirst(this.worked());
    if (delay !== Infinity) kernel.schedule(timer, Op.shareDone, delay + (replica.pace === null ? 0 : replica.pace.left()));
  }
}
