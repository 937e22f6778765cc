import type { Design, DesignNode } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';

/** What one row of the dashboard is about: a bounded context, or a component that is in none. */
export interface Domain {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly string[];
  /** Those of its nodes that are called from outside; where nothing calls it, all of them. */
  readonly entries: readonly string[];
}

/** Domains in the order of their first node in the file. Clients have none: they are what the objectives speak of. */
export function domainsOf(design: Design): readonly Domain[] {
  const members = new Map<string, { readonly title: string; readonly nodes: DesignNode[] }>();
  for (const node of design.nodes ?? []) {
    if (nodeKinds[node.kind].role === 'source') continue;
    const context = contextOf(design, node);
    const key = context ? `group ${context.id}` : `node ${node.id}`;
    const title = context ? (context.name ?? context.id) : (node.name ?? node.id);
    const domain = members.get(key) ?? { title, nodes: [] };
    domain.nodes.push(node);
    members.set(key, domain);
  }
  return [...members].map(([id, { title, nodes }]) => {
    const ids = nodes.map((node) => node.id);
    const called = ids.filter((node) => design.links?.some((link) => link.to === node && !ids.includes(link.from)));
    return { id, title, nodes: ids, entries: called.length > 0 ? called : ids };
  });
}

/** The innermost bounded context around a node. Groups of a bad file may run in a circle. */
function contextOf(design: Design, node: DesignNode) {
  const seen = new Set<string>();
  let id = node.group;
  while (id !== undefined && !seen.has(id)) {
    seen.add(id);
    const of = id;
    const group = design.groups?.find((one) => one.id === of);
    if (group?.kind === 'context') return group;
    id = group?.parent;
  }
  return undefined;
}
