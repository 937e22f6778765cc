import { Window, Windows } from '../policies/queue/windows';
import type { LinkState } from './link-state';
import type { Replica } from './model';

/** One consumer of a backlog: a replica of the service at a link’s end, or all of a service whose instances come with the calls. */
export class Consumer extends Window {
  constructor(
    readonly link: LinkState,
    readonly replica: Replica | null,
  ) {
    super();
  }
}

/** The consumer that a replica is over a link. It stays the same for as long as there is the link, since it knows what it holds. */
export function consumerOf(link: LinkState, replica: Replica | null): Consumer {
  const place = replica === null ? 0 : replica.index + 1;
  return (link.consumers[place] ??= new Consumer(link, replica));
}

/** The consumers over these links that can take deliveries now, in a row. */
export function rowOf(links: readonly LinkState[], prefetch: number): Windows<Consumer> {
  const row = new Windows<Consumer>(prefetch);
  for (const link of links) {
    const consumers = new Set(replicasOf(link).map((replica) => consumerOf(link, replica)));
    for (const consumer of link.consumers) {
      if (consumer === undefined) continue;
      consumer.listed = false;
      consumer.gone = !consumers.has(consumer);
      row.join(consumer);
    }
  }
  return row;
}

/** Replicas that consume: those that are up, or the service as a whole where instances are started by the calls. */
function replicasOf({ server, removed, pauses }: LinkState): readonly (Replica | null)[] {
  if (server === null || removed || server.removed || pauses > 0) return [];
  return server.model.replicaCare.onDemand === null ? server.up : [null];
}
