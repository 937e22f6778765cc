import type { FaultTarget, TargetKind } from '../faults/definition';
import { type FaultAction, faultActions } from '../faults/registry';
import { nodeKinds } from '../nodes/registry';
import { groupPath, groupsById } from './groups';
import type { ResolvedDesign } from './schema';

/** What a fault's kind or group comes to in this design. */
export interface Matches {
  readonly nodes: readonly string[];
  readonly links: readonly string[];
}

type Parts = Pick<ResolvedDesign, 'nodes' | 'links' | 'groups'>;
type Many = Extract<FaultTarget, { readonly kind: string } | { readonly group: string }>;

/** Whether the target stands for as many places as match it. */
export const isMany = (target: FaultTarget): target is Many => 'kind' in target || 'group' in target;

/** Nodes of the kind, or in the group however deep, in the order of the design. */
export function matchingNodes({ nodes, groups }: Parts, target: Many): ResolvedDesign['nodes'] {
  if ('kind' in target) return nodes.filter(({ kind }) => kind === target.kind);
  const byId = groupsById(groups);
  return nodes.filter(({ group }) => groupPath(byId, group).some(({ id }) => id === target.group));
}

/**
 * Where a fault can be put among the nodes that its target stands for: on those that it can be done to; if there are none and it can be
 * done to links, on the links that lead to them.
 */
export function matchesOf(design: Parts, action: FaultAction, target: Many): Matches {
  const { targets, kinds }: { readonly targets: readonly TargetKind[]; readonly kinds?: readonly string[] } = faultActions[action];
  const roleOf = new Map(design.nodes.map(({ id, kind }) => [id, nodeKinds[kind].role]));
  const all = matchingNodes(design, target);
  const nodes = all.filter(({ id, kind }) => targets.includes(roleOf.get(id)!) && (kinds?.includes(kind) ?? true)).map(({ id }) => id);
  if (nodes.length > 0) return { nodes, links: [] };
  const ids = new Set(all.map(({ id }) => id));
  const fits = (from: string): boolean =>
    targets.includes('link') ||
    (targets.includes('delivery') && roleOf.get(from) === 'queue') ||
    (targets.includes('group') && roleOf.get(from) === 'log');
  return { nodes: [], links: design.links.filter(({ from, to }) => ids.has(to) && fits(from)).map(({ id }) => id) };
}
