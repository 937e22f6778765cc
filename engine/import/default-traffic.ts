import type { DesignLink, DesignNode } from '../design/schema';
import { takesMessages } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';
import { callsPerRequest } from './call-order';
import type { Parts } from './mend-links';
import { listed, type NoteTaker } from './note-taker';

/** Requests per second where nothing says how many there are. [1/s] */
const RATE = 100;
/** Calls in all that such requests should lead to, so that a large drawing stays fast to run. [1/s] */
const CALLS = 5000;
/** Entries that one default client asks, so that a sheet of loose boxes does not become a star. */
const MOST_ENTRIES = 12;

/** Clients where the file has none, and a rate for those of it that have none: without them nothing would happen. */
export function withTraffic(
  parts: Parts,
  ids: { readonly node: (wanted: string) => string; readonly link: (wanted: string) => string },
  notes: NoteTaker,
): Parts {
  const clients = parts.nodes.filter(({ kind }) => kind === 'client');
  const { nodes, links } = clients.length > 0 ? parts : withClient(parts, ids, notes);
  const rate = Math.max(1, Math.min(RATE, Math.floor(CALLS / Math.max(1, callsPerRequest({ nodes, links })))));
  const rated: string[] = [];
  const done = nodes.map((node): DesignNode => {
    if (node.kind !== 'client' || node.params?.traffic !== undefined) return node;
    rated.push(node.name ?? node.id);
    return { ...node, params: { ...node.params, traffic: { kind: 'open', rate } } };
  });
  if (rated.length > 0) notes.missing(`How many requests there are: ${rate} a second from ${listed(rated)} until you say otherwise.`);
  return { nodes: done, links };
}

function withClient(
  { nodes, links }: Parts,
  ids: { readonly node: (wanted: string) => string; readonly link: (wanted: string) => string },
  notes: NoteTaker,
): Parts {
  const entries = entriesOf({ nodes, links });
  if (entries.length === 0) return { nodes, links };
  const places = entries.flatMap(({ position }) => position ?? []);
  const client: DesignNode = {
    id: ids.node('users'),
    kind: 'client',
    name: 'Users',
    ...(places.length > 0 && {
      position: { x: Math.max(-1e6, Math.min(...places.map(({ x }) => x)) - 320), y: Math.min(...places.map(({ y }) => y)) },
    }),
  };
  notes.guessed(
    `Nobody in the file sends requests, so “Users” are added, who ask ${listed(entries.map(({ id, name = id }) => name))}: nothing else leads there.`,
  );
  return {
    nodes: [client, ...nodes],
    links: [...entries.map(({ id }): DesignLink => ({ id: ids.link(`${client.id}-${id}`), from: client.id, to: id })), ...links],
  };
}

/** What nothing leads to and leads on; else what nothing leads to; else the first that can be asked. Stores and brokers only where there is nothing else. */
function entriesOf({ nodes, links }: Parts): DesignNode[] {
  const called = new Set(links.map(({ to }) => to));
  const calling = new Set(links.map(({ from }) => from));
  const askable = nodes.filter(({ kind }) => !takesMessages(nodeKinds[kind].role) && kind !== 'client');
  const doers = askable.filter(({ kind }) => nodeKinds[kind].group === 'compute' || nodeKinds[kind].group === 'edge');
  for (const from of [doers, askable]) {
    const free = from.filter(({ id }) => !called.has(id));
    const leading = free.filter(({ id }) => calling.has(id));
    const found = leading.length > 0 ? leading : free;
    if (found.length > 0) return found.slice(0, MOST_ENTRIES);
  }
  return (doers.length > 0 ? doers : askable).slice(0, 1);
}
