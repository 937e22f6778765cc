import type { DesignLink, DesignNode } from '../design/schema';
import { takesMessages } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';
import { counted, listed, type NoteTaker } from './note-taker';

export interface Parts {
  readonly nodes: readonly DesignNode[];
  readonly links: readonly DesignLink[];
}

const nameOf = ({ id, name = id }: DesignNode): string => name;

/**
 * Links that a drawing may have and a design may not: into clients, from a part to itself, from clients straight into a
 * queue, from broker to broker. The first two go; between the others comes a service that carries messages across.
 */
export function mendLinks(
  { nodes, links }: Parts,
  ids: { readonly node: (wanted: string) => string; readonly link: (wanted: string) => string },
  notes: NoteTaker,
): Parts {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const added: DesignNode[] = [];
  const kept: DesignLink[] = [];
  const gone = { loops: new Set<string>(), answers: [] as string[] };
  const deadLetters = new Set<string>();
  for (const link of links) {
    const [from, to] = [byId.get(link.from)!, byId.get(link.to)!];
    if (from === to) gone.loops.add(nameOf(from));
    else if (to.kind === 'client') gone.answers.push(`${nameOf(from)} → ${nameOf(to)}`);
    else if (takesDeadLetters(from, to) && !deadLetters.has(from.id)) {
      deadLetters.add(from.id);
      if (from.kind === 'queue')
        notes.guessed(`“${nameOf(to)}” takes the dead letters of “${nameOf(from)}”: that is what a link from queue to queue means.`);
      kept.push(link);
    } else if (isBroker(to) && (from.kind === 'client' || isBroker(from)) && !(from.kind === 'topic' && to.kind === 'queue')) {
      const carrier = carrierBetween(from, to, ids.node);
      added.push(carrier);
      kept.push(
        { ...link, to: carrier.id, protocol: from.kind === 'client' ? 'rest' : 'event' },
        { id: ids.link(`${carrier.id}-${to.id}`), from: carrier.id, to: to.id, protocol: 'event' },
      );
      notes.guessed(
        from.kind === 'client'
          ? `A service “${nameOf(carrier)}” stands between “${nameOf(from)}” and “${nameOf(to)}”: clients wait for an answer, and a broker gives none.`
          : `A service “${nameOf(carrier)}” carries messages from “${nameOf(from)}” to “${nameOf(to)}”: brokers do not do that themselves.`,
      );
    } else kept.push(link);
  }
  if (gone.loops.size > 0) notes.missing(`Links from a component to itself are left out: ${listed([...gone.loops])}.`);
  if (gone.answers.length > 0)
    notes.missing(
      `${counted(gone.answers.length, 'link')} to clients ${gone.answers.length === 1 ? 'is' : 'are'} left out, since answers come back over the link of the call: ${listed(gone.answers)}.`,
    );
  return { nodes: [...nodes, ...added], links: kept };
}

const isBroker = ({ kind }: DesignNode): boolean => takesMessages(nodeKinds[kind].role);

const takesDeadLetters = (from: DesignNode, to: DesignNode): boolean => from.kind === 'queue' && to.kind === 'queue';

function carrierBetween(from: DesignNode, to: DesignNode, free: (wanted: string) => string): DesignNode {
  const name = from.kind === 'client' ? `Intake of ${nameOf(to)}` : `${nameOf(from)} to ${nameOf(to)}`;
  const { position } = to;
  return {
    id: free(`${from.id}-${to.id}-carrier`),
    kind: 'service',
    name: name.slice(0, 120),
    ...(to.group !== undefined && { group: to.group }),
    ...(position && { position: { x: position.x - 40, y: position.y - 130 } }),
  };
}
