import { takesMessages } from '../../engine/nodes/definition';
import type { Edit } from '../../engine/design/edits';
import { newId } from '../../engine/design/ids';
import type { Protocol } from '../../engine/design/protocols';
import type { Design, DesignLink, DesignNode } from '../../engine/design/schema';
import { type NodeKind, nodeKinds } from '../../engine/nodes/registry';
import type { Place } from '../../engine/design/auto-layout';

/** A new component with all defaults. */
export function newNode(design: Design, kind: NodeKind, position: Place): DesignNode {
  const id = newId(design, kind);
  const name = `${nodeKinds[kind].title}${id.slice(kind.length).replace('-', ' ')}`;
  return { id, kind, name, position: { x: Math.round(position.x), y: Math.round(position.y) } };
}

/** What two kinds would speak with each other. */
export function usualProtocol(from: NodeKind, to: NodeKind): Protocol {
  if (takesMessages(nodeKinds[from].role) || takesMessages(nodeKinds[to].role)) return 'event';
  if (to === 'database') return 'sql';
  return to === 'cache' || to === 'key-value' ? 'redis' : 'rest';
}

/** Why there can be no link, in words for the user, or null when there can. */
export function noLinkBecause(design: Design, from: string, to: string): string | null {
  const target = design.nodes?.find((node) => node.id === to);
  if (!target) return 'There is nothing to link to.';
  if (from === to) return 'A component cannot be linked to itself.';
  if (nodeKinds[target.kind].role === 'source') return 'Clients send requests; nothing calls them.';
  return design.links?.some((link) => link.from === from && link.to === to) ? 'These two are linked already.' : null;
}

export function newLink(design: Design, from: string, to: string): DesignLink {
  const kind = (id: string) => design.nodes?.find((node) => node.id === id)?.kind ?? 'service';
  return { id: newId(design, `${from}-${to}`), from, to, protocol: usualProtocol(kind(from), kind(to)) };
}

/** Removes nodes and links; what hung on them goes with them. */
export function removal(design: Design, nodes: readonly string[], links: readonly string[]): Edit[] {
  const gone = new Set(nodes);
  const alone = (design.links ?? []).filter((link) => links.includes(link.id) && !gone.has(link.from) && !gone.has(link.to));
  return [...alone.map(({ id }): Edit => ({ kind: 'remove-link', id })), ...nodes.map((id): Edit => ({ kind: 'remove-node', id }))];
}
