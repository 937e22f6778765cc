import type { FaultControls, Undo } from '../faults/definition';
import type { Alarms } from './alarms';
import { DatabaseStore } from './database-store';
import type { Replica, ServerState } from './model';
import type { Server } from './server';
import { SlowDisk } from './slow-disk';
import { together } from './together';
import { knockOut } from './zone-loss';

const nothing: Undo = () => {};

/** What faults may do to stores, and to what any server has of memory, disk and workers. */
export function makeStoreControls(
  serverAt: (id: string) => ServerState | null,
  server: Server,
  alarms: Alarms,
): Pick<FaultControls, 'killPrimary' | 'loseShard' | 'lagReplicas' | 'slowDisk' | 'exhaust' | 'leakMemory'> {
  const membersAt = (id: string, shard: number): readonly Replica[] => {
    const node = serverAt(id);
    if (node === null) return [];
    return node.store instanceof DatabaseStore ? node.store.membersOf(shard - 1) : node.up;
  };
  const knockOutAll = (replicas: readonly Replica[]): Undo => together(replicas.map((replica) => knockOut(replica, server)));
  return {
    killPrimary: (id, shard) => knockOutAll(membersAt(id, shard).slice(0, 1)),
    loseShard: (id, shard) => knockOutAll(membersAt(id, shard)),
    lagReplicas(id, extra) {
      const store = serverAt(id)?.store;
      if (!(store instanceof DatabaseStore)) return nothing;
      store.addLag(extra);
      return () => store.addLag(0 - extra);
    },
    slowDisk(id, extra, reads) {
      const node = serverAt(id);
      if (node === null) return nothing;
      node.disk ??= new SlowDisk(node.errorRng.fork('disk'));
      const { slowness } = node.disk;
      const entry = { extra, reads };
      slowness.push(entry);
      return () => {
        slowness.splice(slowness.indexOf(entry), 1);
        // Another disk draws from the start of its stream again; a run is the same whenever it is asked for.
        if (slowness.length === 0) node.disk = null;
      };
    },
    exhaust(id, left) {
      const node = serverAt(id);
      if (node === null) return nothing;
      const recount = (): void => {
        node.recountWorkers();
        if (node.removed) return;
        server.fleet.recount(node);
        for (const replica of node.replicas) if (replica.up) server.queues.serveQueue(replica);
      };
      node.workersLeft.push(left);
      recount();
      return () => {
        node.workersLeft.splice(node.workersLeft.indexOf(left), 1);
        recount();
      };
    },
    leakMemory(id, lifetime, restart) {
      const node = serverAt(id);
      if (node === null) return nothing;
      const replicas = node.replicas.filter(({ retired }) => !retired);
      return together(
        replicas.map((replica, i) => leak(replica, (lifetime * (i + 1)) / replicas.length, { lifetime, restart }, server, alarms)),
      );
    },
  };
}

/** Ends a replica again and again. @param first time until it does so for the first time [ns] */
function leak(
  replica: Replica,
  first: number,
  { lifetime, restart }: { readonly lifetime: number; readonly restart: number },
  server: Server,
  alarms: Alarms,
): Undo {
  let cancel = nothing;
  let back = nothing;
  const die = (): void => {
    if (replica.node.removed) return;
    back = knockOut(replica, server);
    cancel = alarms.set(restart, comeBack);
  };
  const comeBack = (): void => {
    back();
    back = nothing;
    cancel = alarms.set(lifetime, die);
  };
  cancel = alarms.set(Math.round(first), die);
  return () => {
    cancel();
    back();
  };
}
