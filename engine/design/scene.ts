import { groupPath, groupsById } from './groups';
import type { Design, DesignNote } from './schema';
import { CARD, type Place, placesOf } from './auto-layout';

/** A rectangle on the canvas. [px at zoom 1] */
export interface Box extends Place {
  readonly width: number;
  readonly height: number;
}

/** Room between a frame and what is in it; above, its title takes some. [px at zoom 1] */
export const FRAME_PADDING = { top: 42, side: 20, bottom: 20 } as const;
/** A frame with nothing in it. [px at zoom 1] */
export const EMPTY_FRAME = { width: 300, height: 180 } as const;
/** A note whose size its author left open. [px at zoom 1] */
export const NOTE = { width: 200, height: 72 } as const;

export const noteBox = ({ position, size }: DesignNote): Box => ({ ...position, ...NOTE, ...size });

/** What is to be seen of a design, and where. */
export interface Scene {
  /** Where every component stands, seen or not. */
  readonly places: Readonly<Record<string, Place>>;
  /** Boxes of all groups that are seen: a frame, or the card of a collapsed one. */
  readonly groups: ReadonlyMap<string, Box>;
  /** The outermost collapsed group around a group, node or note that it hides. Who is not here is seen. */
  readonly hidden: {
    readonly groups: ReadonlyMap<string, string>;
    readonly nodes: ReadonlyMap<string, string>;
    readonly notes: ReadonlyMap<string, string>;
  };
}

/** Lays frames around what is in them. */
export function sceneOf(design: Design): Scene {
  const places = placesOf(design);
  const groups = design.groups ?? [];
  const byId = groupsById(groups);
  const coverOf = (group: string | undefined) => groupPath(byId, group).findLast(({ collapsed }) => collapsed === true)?.id;
  const covers = (items: readonly { readonly id: string }[] = [], around: (id: string) => string | undefined) =>
    new Map(
      items.flatMap(({ id }) => {
        const cover = coverOf(around(id));
        return cover === undefined ? [] : [[id, cover] as const];
      }),
    );
  const nodeGroup = new Map((design.nodes ?? []).map((node) => [node.id, node.group]));
  const noteGroup = new Map((design.notes ?? []).map((note) => [note.id, note.group]));
  const hidden = {
    groups: covers(groups, (id) => byId.get(id)?.parent),
    nodes: covers(design.nodes, (id) => nodeGroup.get(id)),
    notes: covers(design.notes, (id) => noteGroup.get(id)),
  };

  const content = new Map<string, Box[]>();
  const put = (group: string | undefined, box: Box) => {
    if (group === undefined) return;
    const list = content.get(group);
    if (list) list.push(box);
    else content.set(group, [box]);
  };
  for (const node of design.nodes ?? []) put(node.group, { ...CARD, ...(places[node.id] ?? { x: 0, y: 0 }) });
  for (const note of design.notes ?? []) put(note.group, noteBox(note));

  const boxes = new Map<string, Box>();
  const below = () => Math.max(0, ...Object.values(places).map(({ y }) => y + CARD.height + FRAME_PADDING.top));
  // Innermost first, so that a frame knows the frames in it.
  for (const group of groups.toSorted((a, b) => groupPath(byId, b.id).length - groupPath(byId, a.id).length)) {
    const inside = content.get(group.id) ?? [];
    const frame = inside.length > 0 ? around(inside) : { ...EMPTY_FRAME, ...(group.position ?? { x: 0, y: below() }) };
    const box = group.collapsed ? { x: frame.x, y: frame.y, ...CARD } : frame;
    boxes.set(group.id, box);
    put(group.parent, box);
  }
  for (const id of hidden.groups.keys()) boxes.delete(id);
  return { places, groups: boxes, hidden };
}

/** The frame around boxes. */
function around(boxes: readonly Box[]): Box {
  const { x, y, width, height } = union(boxes);
  const { top, side, bottom } = FRAME_PADDING;
  return { x: x - side, y: y - top, width: width + 2 * side, height: height + top + bottom };
}

/** The smallest box around some. */
export function union(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** The innermost open frame around a point. @param except groups that it cannot be, with all in them. */
export function frameAt(design: Design, { groups }: Scene, point: Place, except: ReadonlySet<string> = new Set()): string | null {
  const byId = groupsById(design.groups);
  const holds = ({ x, y, width, height }: Box) => point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
  let found: { readonly id: string; readonly depth: number } | null = null;
  for (const [id, box] of groups) {
    const path = groupPath(byId, id);
    if (byId.get(id)?.collapsed || path.some((group) => except.has(group.id)) || !holds(box)) continue;
    if (!found || path.length > found.depth) found = { id, depth: path.length };
  }
  return found?.id ?? null;
}
