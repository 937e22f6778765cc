import type { Fifo } from './fifo';
import type { LinkState } from './link-state';
import { Flag, Kind, type Task } from './task';

const PLACES = Flag.bulkhead | Flag.limited;

/**
 * From now on the replicas of the link's caller share one guard, or each has its own. What was learnt is forgotten, as by a new process;
 * calls that are out keep their places, and those that wait go on waiting, each at its new guard.
 * @param tasks all there are
 */
export function rescope(link: LinkState, perReplica: boolean, tasks: readonly Task[]): void {
  const { guards } = link;
  const waiting = guards.flatMap(({ bulkheadQueue }) => drained(bulkheadQueue));
  const held = guards.flatMap((guard) => drained(guard.held));
  const out = tasks.filter(
    (task) => task.kind === Kind.call && task.link === link && (task.flags & (PLACES | Flag.breaker | Flag.throttled)) !== 0,
  );
  for (const task of out) settle(task, link);
  for (const guard of guards) guard.disband();
  link.perReplica = perReplica;
  for (const task of out) {
    const guard = link.guardOf(task);
    if ((task.flags & Flag.bulkhead) !== 0) guard.places.used += 1;
    if ((task.flags & Flag.limited) !== 0) guard.concurrencyUsed += 1;
  }
  for (const task of waiting) link.guardOf(task).bulkheadQueue.push(task);
  for (const task of held) link.guardOf(task).held.push(task);
}

/** The call owes its old guard nothing more. */
function settle(task: Task, link: LinkState): void {
  const guard = link.guardOf(task);
  if ((task.flags & Flag.bulkhead) !== 0) guard.places.used -= 1;
  if ((task.flags & Flag.limited) !== 0) guard.concurrencyUsed -= 1;
  // The breaker is about to be switched off, and its permits with it.
  task.flags &= ~(Flag.breaker | Flag.throttled);
}

function drained(list: Fifo): Task[] {
  const tasks: Task[] = [];
  for (let task = list.shift(); task !== null; task = list.shift()) tasks.push(task);
  return tasks;
}
