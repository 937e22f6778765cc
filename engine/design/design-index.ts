import type { Role } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';
import type { ResolvedDesign, ResolvedJourney, ResolvedLink, ResolvedNode } from './schema';

/** A design with its references resolved once, for the checks. The first of several equal ids counts. */
export interface DesignIndex {
  readonly design: ResolvedDesign;
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly links: ReadonlyMap<string, ResolvedLink>;
  readonly journeys: ReadonlyMap<string, ResolvedJourney>;
  /** Ids that the file mentions although the part itself cannot be read; nobody should call those missing. */
  readonly unreadable: UnreadableIds;
  outgoing(node: string): readonly ResolvedLink[];
  incoming(node: string): readonly ResolvedLink[];
  /** Role of a node, or undefined when there is none of that id that can be read. */
  roleOf(node: string): Role | undefined;
}

export interface UnreadableIds {
  readonly nodes: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly journeys: ReadonlySet<string>;
  readonly zones: ReadonlySet<string>;
  readonly entities: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

const nothing: UnreadableIds = {
  nodes: new Set(),
  links: new Set(),
  journeys: new Set(),
  zones: new Set(),
  entities: new Set(),
  groups: new Set(),
};

export function indexOf(design: ResolvedDesign, unreadable: UnreadableIds = nothing): DesignIndex {
  const nodes = byId(design.nodes);
  const outgoing = groupBy(design.links, (link) => link.from);
  const incoming = groupBy(design.links, (link) => link.to);
  return {
    design,
    nodes,
    links: byId(design.links),
    journeys: byId(design.journeys),
    unreadable,
    outgoing: (node) => outgoing.get(node) ?? [],
    incoming: (node) => incoming.get(node) ?? [],
    roleOf: (id) => {
      const node = nodes.get(id);
      return node && nodeKinds[node.kind].role;
    },
  };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) if (!map.has(item.id)) map.set(item.id, item);
  return map;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
