import type { Design, DesignGroup, DesignNode } from '../../engine/design/schema';
import { nodeKinds } from '../../engine/nodes/registry';
import type { Selection } from '../store/state';
import type { CardNode } from './ComponentCard';
import { groupNodeId, noteNodeId, thingOf } from './groups/canvas-ids';
import { type Box, noteBox, type Scene } from '../../engine/design/scene';
import type { CollapsedNode } from './groups/CollapsedCard';
import type { FrameNode } from './groups/GroupFrame';
import { groupKindTitle } from './groups/kind-titles';
import { fixedSize } from './large/fixed-size';
import { isLarge } from './large/large';
import type { NoteNode } from './notes/NoteCard';

/** Whatever stands on the canvas and can be moved. */
export type CanvasNode = CardNode | FrameNode | CollapsedNode | NoteNode;

/** Frames lie behind links, the outer ones furthest; what is selected lies over the rest. */
const Z = { frame: -100, note: 1, selected: 1000 } as const;

type Before = ReadonlyMap<string, CanvasNode>;

/** What is to be seen of a design. A thing that did not change is the same object as before, so that it is not drawn again. */
export function canvasNodes(design: Design, scene: Scene, selection: Selection, before: Before): CanvasNode[] {
  const [nodes, groups, notes] = [new Set(selection.nodes), new Set(selection.groups), new Set(selection.notes)];
  const depth = depths(design.groups ?? []);
  const large = isLarge(design);
  return [
    ...(design.groups ?? []).flatMap((group): CanvasNode[] => {
      const box = scene.groups.get(group.id);
      if (!box) return [];
      const marked = groups.has(group.id);
      return [group.collapsed ? collapsedNode(group, box, marked, before) : frameNode(group, box, depth(group), marked, before)];
    }),
    ...(design.nodes ?? []).flatMap((node): CanvasNode[] => {
      if (scene.hidden.nodes.has(node.id)) return [];
      const old = before.get(node.id);
      const data = old?.type === 'component' && sameButPosition(old.data.node, node) ? old.data : { node };
      const position = scene.places[node.id] ?? { x: 0, y: 0 };
      const marked = nodes.has(node.id);
      return [
        same(old, {
          id: node.id,
          type: 'component',
          position,
          data,
          selected: marked,
          zIndex: marked ? Z.selected : 0,
          ariaLabel: `${node.name ?? node.id}, ${nodeKinds[node.kind].title.toLowerCase()}`,
          ...(large && fixedSize(nodeKinds[node.kind].role === 'source')),
        }),
      ];
    }),
    ...(design.notes ?? []).flatMap((note): CanvasNode[] => {
      if (scene.hidden.notes.has(note.id)) return [];
      const old = asHighAsItsWords(before.get(noteNodeId(note.id)));
      const { width } = noteBox(note);
      const marked = notes.has(note.id);
      return [
        same(old, {
          id: noteNodeId(note.id),
          type: 'note',
          position: note.position,
          width,
          data: old?.type === 'note' && old.data.note === note ? old.data : { note },
          selected: marked,
          zIndex: marked ? Z.selected : Z.note,
          ariaLabel: `Note: ${note.text.slice(0, 60)}`,
        }),
      ];
    }),
  ];
}

/** A card does not ask where it stands: the first move in a design that was laid out by itself gives places to all. */
function sameButPosition(a: DesignNode, b: DesignNode): boolean {
  if (a === b) return true;
  const [{ position: _, ...left }, { position: __, ...right }] = [a, b];
  const [one, other] = [Object.entries(left), right as Readonly<Record<string, unknown>>];
  return one.length === Object.keys(right).length && one.every(([key, value]) => other[key] === value);
}

function frameNode(group: DesignGroup, box: Box, depth: number, selected: boolean, before: Before): CanvasNode {
  const old = before.get(groupNodeId(group.id));
  return same(old?.type === 'frame' ? old : undefined, {
    id: groupNodeId(group.id),
    type: 'frame',
    position: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
    data: old?.type === 'frame' && old.data.group === group ? old.data : { group },
    selected,
    zIndex: Z.frame + depth,
    // Between its borders the canvas can be moved and marked, until it is selected.
    style: { pointerEvents: selected ? 'all' : 'none' },
    ariaLabel: `${group.name ?? group.id}, ${groupKindTitle[group.kind].toLowerCase()}`,
  });
}

function collapsedNode(group: DesignGroup, box: Box, selected: boolean, before: Before): CanvasNode {
  const old = before.get(groupNodeId(group.id));
  return same(old?.type === 'collapsed' ? old : undefined, {
    id: groupNodeId(group.id),
    type: 'collapsed',
    position: { x: box.x, y: box.y },
    data: old?.type === 'collapsed' && old.data.group === group ? old.data : { group },
    selected,
    zIndex: selected ? Z.selected : 0,
    ariaLabel: `${group.name ?? group.id}, ${groupKindTitle[group.kind].toLowerCase()}, collapsed`,
  });
}

/** A height that was pulled is the sheet's least one from now on. */
function asHighAsItsWords(card: CanvasNode | undefined): CanvasNode | undefined {
  if (card?.height === undefined) return card;
  const { height: _, ...free } = card;
  return free;
}

function same<T extends CanvasNode>(old: CanvasNode | undefined, now: T): CanvasNode {
  const unchanged =
    old?.type === now.type &&
    old.data === now.data &&
    old.selected === now.selected &&
    old.zIndex === now.zIndex &&
    old.ariaLabel === now.ariaLabel &&
    old.position.x === now.position.x &&
    old.position.y === now.position.y &&
    old.width === now.width &&
    old.height === now.height;
  return unchanged ? old : { ...old, ...now };
}

function depths(groups: readonly DesignGroup[]): (group: DesignGroup) => number {
  const parents = new Map(groups.map(({ id, parent }) => [id, parent]));
  return ({ id }) => {
    let depth = 0;
    for (let at = parents.get(id); at !== undefined && depth < 50; at = parents.get(at)) depth++;
    return depth;
  };
}

/** What a selection on the canvas is in the document. */
export function selectionOf(canvasIds: Iterable<string>): Pick<Selection, 'nodes' | 'groups' | 'notes'> {
  const things = [...canvasIds].map(thingOf);
  const ids = (kind: 'node' | 'group' | 'note') => things.filter((thing) => thing.kind === kind).map(({ id }) => id);
  return { nodes: ids('node'), groups: ids('group'), notes: ids('note') };
}

/** Ids on the canvas of what is selected, links aside. */
export const canvasIdsOf = ({ nodes, groups, notes }: Selection): string[] => [
  ...nodes,
  ...groups.map(groupNodeId),
  ...notes.map(noteNodeId),
];
