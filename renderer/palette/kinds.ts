import type { NodeGroup } from '../../engine/nodes/definition';
import { type NodeKind, nodeKinds } from '../../engine/nodes/registry';
import { kindIcon } from '../canvas/icons';
import type { Pick } from '../pick-list/pick';

export const groupTitles: Record<NodeGroup, string> = {
  traffic: 'Traffic',
  edge: 'Edge',
  compute: 'Compute',
  data: 'Data',
  messaging: 'Messaging',
  external: 'Outside',
};

export interface KindPick extends Pick {
  readonly kind: NodeKind;
  readonly description: string;
}

/** Every kind of component, group by group. */
export const kindPicks: readonly KindPick[] = (Object.keys(groupTitles) as NodeGroup[]).flatMap((group) =>
  (Object.keys(nodeKinds) as NodeKind[])
    .filter((kind) => nodeKinds[kind].group === group)
    .map((kind) => {
      const { title, description, alsoCalled } = nodeKinds[kind];
      return {
        id: kind,
        kind,
        title,
        description,
        group: groupTitles[group],
        words: `${kind} ${alsoCalled}`,
        Icon: kindIcon(kind),
      };
    }),
);
