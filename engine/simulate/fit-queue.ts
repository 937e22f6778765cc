import { type Bound, type Discipline, newDiscipline } from './disciplines';
import type { Kernel } from './kernel';
import type { Replica } from './model';
import { Sharing } from './sharing';
import { Flag, Op, type Task } from './task';

/**
 * Brings a replica’s queue in step with what its node says of queueing. Calls that wait are queued anew, in the order in which they came;
 * those at work go on with what they still need. Idempotent. The areas are up to now.
 */
export function fitQueue(replica: Replica, kernel: Kernel): void {
  const { node } = replica;
  const { queueing } = node;
  if (replica.fitted !== queueing) {
    replica.fitted = queueing;
    const shares = queueing.discipline.kind === 'processor-sharing';
    if (!shares && replica.sharing !== null) stopSharing(replica, kernel);
    requeue(replica, kernel);
    if (shares && replica.sharing === null) startSharing(replica, kernel);
  }
  if (replica.sharing !== null) replica.sharing.setCores(node.workers);
}

function requeue(replica: Replica, kernel: Kernel): void {
  const { node, queue } = replica;
  const { discipline, maxQueueWait } = node.queueing;
  const before = replica.discipline;
  const kind = discipline.kind === 'codel' ? discipline.law : discipline.kind;
  const plain = (kind === 'fifo' || kind === 'processor-sharing') && maxQueueWait === null;
  const tasks = before === null ? listed(queue.head) : before.inOrder();
  if (!plain && before !== null && before.kind === kind) {
    before.configure(discipline);
    for (const task of tasks) boundWait(task, replica, kernel);
    return;
  }
  for (const task of tasks) {
    if (before === null) queue.remove(task);
    else before.remove(task);
  }
  replica.discipline = plain ? null : newDiscipline(discipline, queue, kernel);
  for (const task of tasks) {
    boundWait(task, replica, kernel);
    if (replica.discipline === null) queue.push(task);
    else replica.discipline.enter(task);
  }
}

/** Gives a call that waits already the bound of one that would come now; its wait so far counts. */
function boundWait(task: Task, replica: Replica, kernel: Kernel): void {
  kernel.cancel(task);
  if (replica.discipline !== null) startWait(task, replica, replica.discipline, kernel);
}

// One object for all, since a number that is handed back would be put into one anew each time.
const bound: Bound = { longest: 0.5 };

/** Starts the timer of a call that waits, where its wait is bounded. */
export function startWait(task: Task, replica: Replica, discipline: Discipline, kernel: Kernel): void {
  const { patience } = replica.node;
  bound.longest = Infinity;
  discipline.bound(bound);
  if (patience !== null) bound.longest = Math.min(bound.longest, patience.sample());
  if (bound.longest !== Infinity) kernel.schedule(task, Op.waitedOut, Math.max(0, task.since + bound.longest - kernel.now));
}

function listed(head: Task | null): Task[] {
  const tasks: Task[] = [];
  for (let task = head; task !== null; task = task.following) tasks.push(task);
  return tasks;
}

/** Workers become cores: what is at work shares them from now on. Calls that wait begin at the end of the event. */
function startSharing(replica: Replica, kernel: Kernel): void {
  const { stats } = replica.node;
  stats.held.move(-replica.busy);
  replica.busy = 0;
  const sharing = new Sharing(kernel, replica);
  replica.sharing = sharing;
  for (const task of kernel.pool.all) {
    if (task.replica !== replica) continue;
    task.flags &= ~Flag.worker;
    if (task.op !== Op.workDone) continue;
    const left = replica.pace === null ? kernel.dueAt(task) - kernel.now : replica.pace.remaining(task);
    kernel.cancel(task);
    sharing.begin(task, left);
  }
}

/** Cores become workers: each call at work keeps one, even if there are more calls than workers. */
function stopSharing(replica: Replica, kernel: Kernel): void {
  const { stats } = replica.node;
  const sharing = replica.sharing!;
  const working: { readonly task: Task; readonly left: number }[] = [];
  for (let each = sharing.takeOut(); each !== null; each = sharing.takeOut()) working.push(each);
  sharing.dispose();
  replica.sharing = null;
  for (const { task, left } of working) {
    task.flags |= Flag.worker;
    replica.busy += 1;
    stats.held.rise(kernel.now);
    kernel.schedule(task, Op.workDone, replica.pace === null ? left : replica.pace.begin(task, left));
  }
}
