import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import { groupPath, groupsById } from '../../../engine/design/groups';
import type { Design } from '../../../engine/design/schema';
import { CARD, freePlace, type Place } from '../../../engine/design/auto-layout';
import { bundlesOf } from '../groups/bundles';
import { groupNodeId, noteNodeId } from '../groups/canvas-ids';
import { type Box, EMPTY_FRAME, FRAME_PADDING, noteBox, type Scene, union } from '../../../engine/design/scene';
import { boxOf, type Shifts } from '../groups/moves';

/** Layers from left to right along the requests, with frames around their content. */
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.spacing.nodeNodeBetweenLayers': '84',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.spacing.nodeNode': '34',
  'elk.spacing.componentComponent': '60',
  // Lines are drawn by the canvas, so the cheapest way to route them does.
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.thoroughness': '3',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  // What stands above stays above where nothing speaks against it, so that a second time changes little.
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
} as const;
const { top, side, bottom } = FRAME_PADDING;
const inFrame = { 'elk.padding': `[top=${top},left=${side},bottom=${bottom},right=${side}]` } as const;

/**
 * What is to be laid out: everything that is seen, or only the things in `only` (ids on the canvas, each with what is in
 * it). Notes that belong to a component come along with it and take no part; free ones outside of groups stay.
 */
export function layoutGraph(design: Design, scene: Scene, only?: readonly string[]): ElkNode {
  const byId = groupsById(design.groups);
  const chosen = only && new Set(only);
  /** The frame in which a thing is laid out, null for none, undefined where it takes no part. */
  const home = (canvasId: string, group: string | undefined): string | null | undefined => {
    const path = groupPath(byId, group);
    if (!chosen) return path[0]?.id ?? null;
    if (path.some(({ id }) => chosen.has(groupNodeId(id)))) return path[0]?.id ?? null;
    return chosen.has(canvasId) ? null : undefined;
  };
  const children = new Map<string | null, ElkNode[]>();
  const put = (item: ElkNode, group: string | undefined) => {
    const frame = home(item.id, group);
    if (frame === undefined) return;
    const list = children.get(frame);
    if (list) list.push(item);
    else children.set(frame, [item]);
  };
  for (const { id, group } of placed(design, scene)) put({ id, ...CARD }, group);
  for (const note of design.notes ?? []) {
    const { width, height } = noteBox(note);
    if (note.group !== undefined && note.attachedTo === undefined && !scene.hidden.notes.has(note.id))
      put({ id: noteNodeId(note.id), width, height }, note.group);
  }
  // Innermost first, so that a frame has its content when it is put into the next.
  const groups = (design.groups ?? [])
    .filter(({ id }) => scene.groups.has(id))
    .toSorted((a, b) => groupPath(byId, b.id).length - groupPath(byId, a.id).length);
  for (const { id, parent, collapsed } of groups) {
    const inside = children.get(id) ?? [];
    const canvasId = groupNodeId(id);
    if (collapsed) put({ id: canvasId, ...CARD }, parent);
    else if (inside.length === 0) put({ id: canvasId, width: EMPTY_FRAME.width, height: EMPTY_FRAME.height }, parent);
    else put({ id: canvasId, children: inside, layoutOptions: inFrame }, parent);
  }
  const root: ElkNode = { id: 'root', children: children.get(null) ?? [], layoutOptions: options };
  return { ...root, edges: edgesBetween(design, scene, new Set(idsIn(root))) };
}

/** Components that are seen, in the order in which they stand: upper ones first. */
const placed = (design: Design, { places, hidden }: Scene) =>
  (design.nodes ?? [])
    .filter(({ id }) => !hidden.nodes.has(id))
    .toSorted((a, b) => (places[a.id]?.y ?? 0) - (places[b.id]?.y ?? 0) || (places[a.id]?.x ?? 0) - (places[b.id]?.x ?? 0));

function edgesBetween(design: Design, scene: Scene, ids: ReadonlySet<string>): ElkExtendedEdge[] {
  return bundlesOf(design.links ?? [], scene.hidden.nodes)
    .filter(({ source, target }) => ids.has(source) && ids.has(target))
    .map(({ id, source, target }) => ({ id: `edge ${id}`, sources: [source], targets: [target] }));
}

const idsIn = (node: ElkNode): string[] => (node.children ?? []).flatMap((child) => [child.id, ...idsIn(child)]);

/** How far everything that was laid out moves. What is pinned stays, and the rest moves so that it fits to that. */
export function layoutShifts(design: Design, scene: Scene, laid: ElkNode): Shifts {
  const found = [...boxesIn(laid, { x: 0, y: 0 })];
  const before = new Map(
    found.flatMap(([id]) => {
      const box = boxOf(design, scene, id);
      return box ? [[id, box] as const] : [];
    }),
  );
  const after = new Map(found.filter(([id]) => before.has(id)));
  if (after.size === 0) return new Map();
  const pinned = new Set((design.nodes ?? []).filter((node) => node.pinned && after.has(node.id)).map(({ id }) => id));
  const by = pinned.size > 0 ? meanShift(before, after, pinned) : cornerShift(before, after);
  const goals = new Map(
    [...after].map(([id, { x, y, width, height }]) => [id, { x: Math.round(x + by.x), y: Math.round(y + by.y), width, height }]),
  );
  if (pinned.size > 0) clear(goals, before, pinned);
  return new Map([...goals].map(([id, { x, y }]) => [id, { x: x - (before.get(id)?.x ?? 0), y: y - (before.get(id)?.y ?? 0) }]));
}

/** Leaves of the graph with their places on the canvas. Frames lie around them by themselves. */
function* boxesIn(node: ElkNode, at: Place): Generator<readonly [string, Box]> {
  for (const child of node.children ?? []) {
    const place = { x: at.x + (child.x ?? 0), y: at.y + (child.y ?? 0) };
    if (child.children) yield* boxesIn(child, place);
    else yield [child.id, { ...place, width: child.width ?? CARD.width, height: child.height ?? CARD.height }];
  }
}

type Boxes = ReadonlyMap<string, Box>;

/** From the upper left corner of all to where it was. */
function cornerShift(before: Boxes, after: Boxes): Place {
  const [old, now] = [union([...before.values()]), union([...after.values()])];
  return { x: old.x - now.x, y: old.y - now.y };
}

function meanShift(before: Boxes, after: Boxes, ids: ReadonlySet<string>): Place {
  const mean = (axis: 'x' | 'y') =>
    [...ids].reduce((sum, id) => sum + (before.get(id)?.[axis] ?? 0) - (after.get(id)?.[axis] ?? 0), 0) / ids.size;
  return { x: mean('x'), y: mean('y') };
}

/** Puts the pinned where they were, and what they would cover beside them. */
function clear(goals: Map<string, Box>, before: Boxes, pinned: ReadonlySet<string>): void {
  const stand: Place[] = [];
  for (const id of pinned) {
    const box = before.get(id);
    if (!box) continue;
    goals.set(id, box);
    stand.push(box);
  }
  const others = [...goals].filter(([id]) => !pinned.has(id)).toSorted(([, a], [, b]) => a.x - b.x || a.y - b.y);
  for (const [id, box] of others) {
    const covers = stand.some((other) => Math.abs(other.x - box.x) < CARD.width && Math.abs(other.y - box.y) < CARD.height);
    const at = covers ? freePlace(box, stand) : box;
    goals.set(id, { ...box, x: at.x, y: at.y });
    stand.push(at);
  }
}
