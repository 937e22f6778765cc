import { causeCode } from '../measure/stats';
import { figure } from '../policies/figures';
import type { KeyMemory } from '../policies/key-memory';
import { type Act, KEPT } from './act';
import type { Kernel } from './kernel';
import type { Replica } from './model';
import type { Step } from './operation';
import type { Steps } from './steps';
import { Flag, type Task } from './task';

/** More than are at work at one time; then those that are over are looked for. */
const MANY = 4096;

/** Who is at work on a key. Tasks are used again: it is this one as long as all of it still fits. */
interface Holder {
  readonly task: Task;
  readonly replica: Replica | null;
  readonly arrivedAt: number;
}

/**
 * The inbox of an operation: what is done already under the same key is answered well and not done again, what is being done is refused.
 * The key goes in when the operation has ended well, so that work that died is done again. So is work that hangs, once its caller or queue has
 * given it up: should the replica go on after all, it is done twice.
 */
export class Inbox {
  private readonly atWork = new Map<number, Holder>();

  constructor(
    private readonly kernel: Kernel,
    private readonly steps: Steps,
    private readonly memory: KeyMemory,
  ) {}

  /** The first step of the operation. */
  readonly open: Act = {
    run: (task, step) => {
      const { request } = task;
      const replica = task.replica!;
      if (this.memory.knows(request, this.kernel.now)) {
        replica.node.stats.figures!.add(figure.duplicates);
        return null;
      }
      const holder = this.atWork.get(request);
      if (holder !== undefined && holder.task !== task && isAtWork(holder, request)) {
        replica.node.stats.figures!.add(figure.conflicts);
        task.cause = causeCode['in-progress'];
        task.blame = replica.node.index;
        this.steps.fail(task, causeCode['in-progress']);
        return KEPT;
      }
      if (this.atWork.size >= MANY) this.sweep();
      this.atWork.set(request, { task, replica, arrivedAt: task.arrivedAt });
      return step.next;
    },
    forsake: () => {},
  };

  /** The last one. */
  readonly close: Act = {
    run: (task: Task, step: Step) => {
      this.memory.remember(task.request, this.kernel.now);
      this.atWork.delete(task.request);
      return step.next;
    },
    forsake: () => {},
  };

  private sweep(): void {
    for (const [request, holder] of this.atWork) if (!isAtWork(holder, request)) this.atWork.delete(request);
  }
}

const isAtWork = ({ task, replica, arrivedAt }: Holder, request: number): boolean =>
  task.replica === replica && task.request === request && task.arrivedAt === arrivedAt && !hangs(task);

/** Given up by who sent it, at a replica that stands still: whoever waited for its end might wait for ever. */
const hangs = ({ flags, replica }: Task): boolean =>
  (flags & Flag.abandoned) !== 0 && replica !== null && replica.pace !== null && replica.pace.frozen;
