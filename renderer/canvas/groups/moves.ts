import type { Edit } from '../../../engine/design/edits';
import { contentOf, groupPath, groupsById } from '../../../engine/design/groups';
import { limits } from '../../../engine/design/limits';
import type { Design } from '../../../engine/design/schema';
import { CARD, type Place, placesOf } from '../../../engine/design/auto-layout';
import { thingOf } from './canvas-ids';
import { type Box, frameAt, noteBox, type Scene } from '../../../engine/design/scene';

/** How far things move; by their ids on the canvas. [px] */
export type Shifts = ReadonlyMap<string, Place>;

/** Where a thing on the canvas is; undefined where there is none that is seen. */
export function boxOf(design: Design, scene: Scene, canvasId: string): Box | undefined {
  const { kind, id } = thingOf(canvasId);
  if (kind === 'group') return scene.groups.get(id);
  if (kind === 'node') return scene.places[id] && !scene.hidden.nodes.has(id) ? { ...CARD, ...scene.places[id] } : undefined;
  const note = scene.hidden.notes.has(id) ? undefined : design.notes?.find((each) => each.id === id);
  return note && noteBox(note);
}

/** Those of the things that lie in none of the others: moving a group moves what is in it. */
export function outermost(design: Design, canvasIds: readonly string[]): string[] {
  const byId = groupsById(design.groups);
  const chosen = new Set(canvasIds);
  const around = ({ kind, id }: ReturnType<typeof thingOf>) => {
    if (kind === 'group') return byId.get(id)?.parent;
    return (kind === 'node' ? design.nodes : design.notes)?.find((each) => each.id === id)?.group;
  };
  return canvasIds.filter((canvasId) => !groupPath(byId, around(thingOf(canvasId))).some(({ id }) => chosen.has(`group:${id}`)));
}

/** The edits that move things: a group with its content, a component with the notes on it. Components that were laid out by themselves get places, so that they stay when others move. */
export function moveEdits(design: Design, shifts: Shifts): Edit[] {
  const places = placesOf(design);
  const positions: Record<string, Place> = {};
  const notes = new Map<string, Place>();
  const frames = new Map<string, Place>();
  const shiftNode = (id: string, by: Place) => {
    const at = places[id];
    if (at) positions[id] = { x: Math.round(at.x + by.x), y: Math.round(at.y + by.y) };
    for (const note of design.notes ?? []) if (note.attachedTo === id) notes.set(note.id, by);
  };
  for (const canvasId of outermost(design, [...shifts.keys()])) {
    const by = shifts.get(canvasId) ?? { x: 0, y: 0 };
    const { kind, id } = thingOf(canvasId);
    if (kind === 'node') shiftNode(id, by);
    if (kind !== 'group') continue;
    const content = contentOf(design, id);
    for (const node of content.nodes) shiftNode(node, by);
    for (const note of content.notes) notes.set(note, by);
    for (const group of [id, ...content.groups]) frames.set(group, by);
  }
  // What is moved itself goes where it is put, not along with what it is attached to.
  for (const [canvasId, by] of shifts) if (thingOf(canvasId).kind === 'note') notes.set(thingOf(canvasId).id, by);
  return [...nodeEdits(design, places, positions), ...noteEdits(design, notes), ...frameEdits(design, frames)];
}

function nodeEdits(design: Design, places: Readonly<Record<string, Place>>, positions: Readonly<Record<string, Place>>): Edit[] {
  const moved = Object.entries(positions).filter(([id, at]) => at.x !== places[id]?.x || at.y !== places[id]?.y);
  if (moved.length === 0) return [];
  const unplaced = (design.nodes ?? []).filter((node) => !node.position).map(({ id }) => [id, places[id] ?? { x: 0, y: 0 }] as const);
  return [{ kind: 'move-nodes', positions: Object.fromEntries([...unplaced, ...moved]) }];
}

const isStill = ({ x, y }: Place) => Math.round(x) === 0 && Math.round(y) === 0;
const moved = (at: Place, by: Place): { x: number; y: number } => ({ x: Math.round(at.x + by.x), y: Math.round(at.y + by.y) });

function noteEdits(design: Design, by: ReadonlyMap<string, Place>): Edit[] {
  if ([...by.values()].every(isStill)) return [];
  const notes = (design.notes ?? []).map((note) => {
    const shift = by.get(note.id);
    return shift && !isStill(shift) ? { ...note, position: moved(note.position, shift) } : note;
  });
  return [{ kind: 'set-notes', notes }];
}

/** Only an empty frame has a place of its own. */
function frameEdits(design: Design, by: ReadonlyMap<string, Place>): Edit[] {
  const goes = (id: string, position: Place | undefined) => position !== undefined && by.has(id) && !isStill(by.get(id) ?? { x: 0, y: 0 });
  if (!design.groups?.some(({ id, position }) => goes(id, position))) return [];
  const groups = design.groups.map((group) =>
    group.position && goes(group.id, group.position)
      ? { ...group, position: moved(group.position, by.get(group.id) ?? { x: 0, y: 0 }) }
      : group,
  );
  return [{ kind: 'set-groups', groups }];
}

/** What would go into another group if things were let go at these boxes: the frame that holds their middle, null for none. Things that stay are not listed. */
export function joins(design: Design, scene: Scene, boxes: ReadonlyMap<string, Box>): Map<string, string | null> {
  const found = new Map<string, string | null>();
  const byId = groupsById(design.groups);
  for (const canvasId of outermost(design, [...boxes.keys()])) {
    const box = boxes.get(canvasId);
    const { kind, id } = thingOf(canvasId);
    if (!box) continue;
    const item = kind === 'group' ? undefined : (kind === 'node' ? design.nodes : design.notes)?.find((each) => each.id === id);
    const now = (kind === 'group' ? byId.get(id)?.parent : item?.group) ?? null;
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const moving = new Set([...boxes.keys()].map(thingOf).flatMap((thing) => (thing.kind === 'group' ? [thing.id] : [])));
    const target = frameAt(design, scene, middle, moving);
    if (target === now) continue;
    if (kind === 'group' && target !== null && depthOf(design, id) + groupPath(byId, target).length > limits.groupDepth) continue;
    found.set(canvasId, target);
  }
  return found;
}

/** Levels of groups from a group downwards, itself included. */
function depthOf(design: Design, id: string): number {
  const byId = groupsById(design.groups);
  const above = groupPath(byId, id).length - 1;
  return Math.max(...[id, ...contentOf(design, id).groups].map((each) => groupPath(byId, each).length - above));
}

/** The edit that puts things into groups. A frame that is left empty stays where it was. */
export function joinEdits(design: Design, scene: Scene, into: ReadonlyMap<string, string | null>): Edit[] {
  if (into.size === 0) return [];
  const nodes: Record<string, string | null> = {};
  const notes: Record<string, string | null> = {};
  const parents = new Map<string, string | null>();
  for (const [canvasId, group] of into) {
    const thing = thingOf(canvasId);
    if (thing.kind === 'node') {
      nodes[thing.id] = group;
      for (const note of design.notes ?? []) if (note.attachedTo === thing.id) notes[note.id] ??= group;
    }
    if (thing.kind === 'note') notes[thing.id] = group;
    if (thing.kind === 'group') parents.set(thing.id, group);
  }
  const leaves = <T extends { readonly id: string }>(item: T, news: Readonly<Record<string, string | null>>) => item.id in news;
  const groups = (design.groups ?? []).map((group) => {
    const { parent: _, ...rest } = group;
    const parent = parents.get(group.id);
    const inner = parent === undefined ? group : parent === null ? rest : { ...group, parent };
    const stays = [
      ...(design.nodes ?? []).filter((node) => node.group === group.id && !leaves(node, nodes)),
      ...(design.notes ?? []).filter((note) => note.group === group.id && !leaves(note, notes)),
      ...(design.groups ?? []).filter((each) => each.parent === group.id && !parents.has(each.id)),
    ];
    const at = scene.groups.get(group.id);
    const emptied = stays.length === 0 && at && ![...into.values()].includes(group.id) && group.position === undefined;
    return emptied ? { ...inner, position: { x: Math.round(at.x), y: Math.round(at.y) } } : inner;
  });
  return [{ kind: 'set-groups', groups, members: { nodes, notes } }];
}
