import type { ReplicaModel } from '../nodes/definition';
import type { LinkState } from './link-state';
import type { ServerState } from './model';

// Most calls meet nothing but workers, queues and a timeout. Where that is known beforehand, the loop asks nothing on the way. What is
// switched on must be named here; a run with shortcuts and one without have the same digest, and the swarm holds them to it.

/** Whether a call at the node meets workers and first-in-first-out queues, and may fail, but nothing else. */
export const isPlainServer = (node: ServerState): boolean =>
  !node.removed &&
  node.limit === null &&
  node.releases === null &&
  node.picker === null &&
  node.slowdown === 1 &&
  node.disk === null &&
  node.lateness === null &&
  node.quota === null &&
  node.delay === 0 &&
  node.patience === null &&
  node.consumes.length === 0 &&
  node.model.concurrencyLimit === null &&
  !caresForReplicas(node.model.replicaCare) &&
  node.replicas.every(({ discipline, sharing, pace }) => discipline === null && sharing === null && pace === null);

/** A loop, since this is asked at each slice of a run: a list of the values would be garbage each time. */
function caresForReplicas(care: ReplicaModel): boolean {
  for (const name in care) if (care[name as keyof ReplicaModel] !== null) return true;
  return false;
}

/** Whether work at the node can fail by more than its step says. */
export const isFaulty = (node: ServerState): boolean =>
  node.poisoned || node.fullDisks > 0 || node.errorRate + node.failShare > 0 || (node.releases !== null && node.releases.faulty);

/** Whether a call over the link arrives at once, asks nothing but for a timeout, and is answered at once. */
export const isPlainLink = (link: LinkState): boolean =>
  !link.removed &&
  link.server !== null &&
  link.group === null &&
  link.instant &&
  link.refusalsOut === 0 &&
  link.refusalsBack === 0 &&
  link.limit === null &&
  !link.guarding &&
  !link.guarded &&
  !link.budgeted &&
  link.guards.every(({ idle }) => idle);
