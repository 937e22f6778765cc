import { matchesOf } from '../../engine/design/fault-places';
import type { Design, ResolvedDesign } from '../../engine/design/schema';
import type { FaultTarget, TargetKind } from '../../engine/faults/definition';
import { type FaultAction, faultActions } from '../../engine/faults/registry';
import { type NodeKind, nodeKinds } from '../../engine/nodes/registry';
import { linkName, nodeName } from '../inspector/describe';

export interface TargetChoice {
  /** What the list knows it by. */
  readonly value: string;
  readonly label: string;
  readonly target: FaultTarget;
}

export interface TargetChoices {
  readonly group: string;
  readonly items: readonly TargetChoice[];
}

const valueOf = (target: FaultTarget): string => {
  const { share: _, ...place } = target as { readonly share?: number };
  return JSON.stringify(place);
};
const choice = (label: string, target: FaultTarget): TargetChoice => ({ value: valueOf(target), label, target });

/** How the list knows what a fault is aimed at, whatever its share. */
export const choiceOf = (target: FaultTarget): string => valueOf(target);

/** All that a fault of this action can be put on in this design, by what it is. */
export function targetChoices(design: Design, action: FaultAction): readonly TargetChoices[] {
  const { targets, kinds }: { readonly targets: readonly TargetKind[]; readonly kinds?: readonly string[] } = faultActions[action];
  const { nodes = [], links = [], groups = [], zones = [] } = design;
  const roleOf = (id: string) => {
    const node = nodes.find((each) => each.id === id);
    return node && nodeKinds[node.kind].role;
  };
  const fitting = nodes.filter(({ id, kind }) => targets.includes(roleOf(id)!) && (kinds?.includes(kind) ?? true));
  const fittingLinks = links.filter(
    ({ from }) =>
      targets.includes('link') ||
      (targets.includes('delivery') && roleOf(from) === 'queue') ||
      (targets.includes('group') && roleOf(from) === 'log'),
  );
  const parts = { nodes, links, groups } as unknown as Pick<ResolvedDesign, 'nodes' | 'links' | 'groups'>;
  const matches = (target: { readonly kind: string } | { readonly group: string }): boolean => {
    const found = matchesOf(parts, action, target);
    return found.nodes.length + found.links.length > 0;
  };
  const inDesign = [...new Set(nodes.map(({ kind }): NodeKind => kind))];
  return [
    { group: 'Components', items: fitting.map((node) => choice(nodeName(node), { node: node.id })) },
    { group: 'Links', items: fittingLinks.map((link) => choice(linkName(design, link), { link: link.id })) },
    {
      group: 'All of a kind',
      items: inDesign.filter((kind) => matches({ kind })).map((kind) => choice(`Every ${nodeKinds[kind].title.toLowerCase()}`, { kind })),
    },
    {
      group: 'All in a group',
      items: groups.filter(({ id }) => matches({ group: id })).map(({ id, name }) => choice(`All in ${name ?? id}`, { group: id })),
    },
    { group: 'Zones', items: targets.includes('zone') ? zones.map(({ id }) => choice(id, { zone: id })) : [] },
    {
      group: 'Regions',
      items: targets.includes('region')
        ? [...new Set(zones.map(({ region = 'main' }) => region))].map((region) => choice(region, { region }))
        : [],
    },
  ].filter(({ items }) => items.length > 0);
}

/** Whether a share of the target can be named. */
export const takesShare = (action: FaultAction, target: FaultTarget): boolean =>
  'kind' in target || 'group' in target || ('node' in target && 'perReplica' in faultActions[action]);
