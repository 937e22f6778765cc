import { causeCode } from '../measure/stats';
import type { LinkState } from './link-state';
import type { NodeState } from './model';
import { Flag, Kind, type Task } from './task';

// The blame that a task carries is one number: the node where the first cause lay and, from the moment at which the failure leaves the
// call in which it arose, the link of that call. Nodes are those below NODES.

const NODES = 65_536;

/** Blame of a failure that leaves the call in which it arose, or of one that came from further down and knows its link already. */
export const blameOf = ({ blame, link }: Task): number => (blame < 0 || blame >= NODES ? blame : blame + (link!.index + 1) * NODES);

/** The node that it names; -1 for none. */
export const blamedNode = ({ blame }: Task): number => (blame < 0 ? blame : blame % NODES);

/** Counts a failed request where its first cause lay, and at the link through which that came. */
export function countBlame(request: Task, nodes: readonly NodeState[], links: readonly LinkState[]): void {
  const blame = blameOf(request);
  if (blame < 0) return;
  const late = request.cause === causeCode.deadline ? 1 : 0;
  const node = nodes[blame % NODES]!;
  const stats = node.role === 'source' ? node.own : node.stats;
  stats.blamed += 1;
  stats.outOfTime += late;
  const link = links[Math.floor(blame / NODES) - 1];
  if (link === undefined) return;
  link.stats.blamed += 1;
  link.stats.outOfTime += late;
}

/** Blame of a call that hangs: the callee of the deepest call that is still open. */
export function whereItHangs(task: Task): number {
  let at = task;
  let call = task;
  let child = at.child;
  while (child !== null) {
    // Of branches, the first that is still out.
    if ((child.flags & Flag.done) !== 0 && child.sibling !== null) child = child.sibling;
    else {
      at = child;
      if (at.kind === Kind.call) call = at;
      child = at.child;
    }
  }
  const { link } = at;
  const node = at.replica !== null ? at.replica.node.index : link!.server === null ? link!.from.index : link!.server.index;
  return call === task ? node : node + (call.link!.index + 1) * NODES;
}
