import { IconArrowNarrowRight, IconBroadcast, IconListDetails } from '@tabler/icons-react';
import type { Design, DesignNode } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import { kindIcon } from '../canvas/icons';
import { groupIcon } from '../canvas/groups/group-icons';
import { groupKindTitle } from '../canvas/groups/kind-titles';
import { namedBy } from '../canvas/references';
import { reveal, revealGroup } from '../canvas/reveal';
import { linkName, nodeName } from '../inspector/describe';
import type { Entry } from './entry';

/** The parts of a design, by name: taking one selects it and brings it to the middle. */
export function findEntries(design: Design): readonly Entry[] {
  const nodes = design.nodes ?? [];
  return [
    ...nodes.map(
      (node): Entry => ({
        id: `node:${node.id}`,
        title: nodeName(node),
        group: 'Components',
        note: nodeKinds[node.kind].title,
        words: node.id,
        Icon: kindIcon(node.kind),
        run: () => reveal({ nodes: [node.id] }),
      }),
    ),
    ...(design.groups ?? []).map(
      (group): Entry => ({
        id: `group:${group.id}`,
        title: group.name ?? group.id,
        group: 'Groups',
        note: groupKindTitle[group.kind],
        words: group.id,
        Icon: groupIcon[group.kind],
        run: () => revealGroup(group.id),
      }),
    ),
    ...(design.links ?? []).map(
      (link): Entry => ({
        id: `link:${link.id}`,
        title: linkName(design, link),
        group: 'Links',
        words: `${link.id} ${link.protocol ?? 'rest'}`,
        Icon: IconArrowNarrowRight,
        run: () => reveal({ links: [link.id] }),
      }),
    ),
    ...nodes.flatMap((node) =>
      (node.operations ?? []).map(
        ({ name }): Entry => ({
          id: `operation:${node.id}:${name}`,
          title: name,
          group: 'Operations',
          note: `of ${nodeName(node)}`,
          Icon: IconListDetails,
          run: () => reveal({ nodes: [node.id] }),
        }),
      ),
    ),
    ...eventsOf(design).map(
      ([event, publishers]): Entry => ({
        id: `event:${event}`,
        title: event,
        group: 'Events',
        note: publishers.length > 0 ? `from ${publishers.map((node) => nodeName(node)).join(', ')}` : 'nobody publishes it',
        Icon: IconBroadcast,
        run: () => reveal({ nodes: publishers.map(({ id }) => id) }),
      }),
    ),
  ];
}

/** Every event that the design has in its catalog or that a step publishes, with those who publish it. */
function eventsOf(design: Design): readonly (readonly [string, readonly DesignNode[]])[] {
  const publishers = new Map<string, DesignNode[]>((design.events ?? []).map(({ id }) => [id, []]));
  for (const node of design.nodes ?? []) {
    for (const event of namedBy(node).published) publishers.set(event, [...(publishers.get(event) ?? []), node]);
  }
  return [...publishers];
}
