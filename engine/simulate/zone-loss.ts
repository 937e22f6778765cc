import type { Undo } from '../faults/definition';
import type { Model } from './compile';
import type { Storage } from './log/storage';
import type { MessageFaults } from './message-faults';
import type { Replica } from './model';
import type { Server } from './server';
import { together } from './together';

/** Ends a replica, if it is not down already, and keeps it down until this and all others like it are undone. */
export function knockOut(replica: Replica, server: Server): Undo {
  replica.downs += 1;
  if (replica.up) server.crash(replica);
  return () => {
    replica.downs -= 1;
    // A node that was removed meanwhile stays down: nothing may be served there any more.
    if (replica.downs === 0 && !replica.node.removed) server.setUp(replica, true);
  };
}

/** Stops all that is in a zone. @param silence ends a client's traffic */
export function loseZone(
  id: string,
  model: Model,
  server: Server,
  messages: MessageFaults,
  storage: Storage,
  silence: (client: string) => Undo,
): Undo {
  const zone = model.zones.numberOf(id);
  if (zone < 0) return () => {};
  const undos = model.nodes.flatMap((node): Undo[] => {
    if (node.removed) return [];
    switch (node.role) {
      case 'server':
        return node.replicas.filter((replica) => replica.zone === zone).map((replica) => knockOut(replica, server));
      case 'queue':
        return node.zone === zone ? [messages.stop(node)] : [];
      case 'log':
        return node.zone === zone ? [storage.stop(node)] : [];
      case 'source':
        return node.zone === zone ? [silence(node.id)] : [];
    }
  });
  return together(undos);
}
