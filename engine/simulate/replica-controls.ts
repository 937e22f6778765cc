import type { FaultControls, ReplicaPick, Undo } from '../faults/definition';
import type { Alarms } from './alarms';
import type { Kernel } from './kernel';
import { listed } from './listed';
import type { Replica, ServerState } from './model';
import { Pace } from './pace';
import type { Server } from './server';
import { together } from './together';
import { knockOut } from './zone-loss';

type ReplicaControls = Pick<FaultControls, 'crash' | 'freeze' | 'steal' | 'restart'>;

/**
 * Replicas of a node that a fault is on: those that were drawn, or the first ones that are up. Where there are fewer, those that are down
 * are kept down, so that they do not come back with the end of what brought them down.
 */
function pick({ up, replicas }: ServerState, which: ReplicaPick): readonly Replica[] {
  const there = replicas.filter(({ retired }) => !retired);
  if (typeof which !== 'number') return there.filter(({ index }) => which.includes(index));
  return [...up, ...there.filter((replica) => !up.includes(replica))].slice(0, which);
}

/** What faults may do to single replicas of a node. */
export function makeReplicaControls(
  serverAt: (id: string) => ServerState | null,
  server: Server,
  kernel: Kernel,
  alarms: Alarms,
): ReplicaControls {
  const each = (id: string, which: ReplicaPick, start: (replica: Replica) => Undo): Undo => {
    const node = serverAt(id);
    return together(node === null ? [] : pick(node, which).map(start));
  };
  const paceOf = (replica: Replica): Pace => (replica.pace ??= new Pace(kernel));
  return {
    crash: (id, which) => each(id, which, (replica) => knockOut(replica, server)),
    freeze: (id, which) =>
      each(id, which, (replica) => {
        const pace = paceOf(replica);
        pace.freeze(replica);
        server.fleet.look(replica);
        return () => {
          pace.thaw(replica);
          if (!replica.node.removed) server.fleet.look(replica);
        };
      }),
    steal: (id, which, share) =>
      each(id, which, (replica) => {
        const pace = paceOf(replica);
        return listed(pace.stolen, share, () => pace.recount());
      }),
    restart(id, down, pause) {
      const node = serverAt(id);
      return node === null ? () => {} : restartInTurn(node, { down, pause }, server, alarms);
    },
  };
}

/** Stops and starts the replicas that there are, one after the other. [ns] */
function restartInTurn(
  node: ServerState,
  { down, pause }: { readonly down: number; readonly pause: number },
  server: Server,
  alarms: Alarms,
): Undo {
  const waiting = node.replicas.filter(({ retired }) => !retired);
  let cancel: Undo = () => {};
  let back: Undo = () => {};
  const next = (): void => {
    const replica = waiting.shift();
    if (replica === undefined || node.removed) return;
    back = knockOut(replica, server);
    cancel = alarms.set(down, () => {
      back();
      back = () => {};
      cancel = alarms.set(pause, next);
    });
  };
  next();
  return () => {
    cancel();
    back();
  };
}
