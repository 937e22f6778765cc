import { CARD } from '../../design/auto-layout';
import { groupPath, groupsById } from '../../design/groups';
import { protocols } from '../../design/protocols';
import { type Box, noteBox, type Scene, sceneOf, union } from '../../design/scene';
import type { Design } from '../../design/schema';
import { type DrawnLink, drawingOf } from '../drawing';
import { cardShapes, collapsedShapes, frameShapes, noteShapes } from './card';
import { type PictureColors, pictureColors, type PictureTheme } from './colors';
import { arrow, curve } from './curve';
import type { Picture, Shape } from './shapes';

/** How a component or link was at the moment that is drawn. */
export interface LiveSign {
  /** One of the states: `healthy`, `saturated` … */
  readonly state: string;
  /** Numbers in words, few and short. */
  readonly facts: readonly string[];
}

export interface PictureOptions {
  readonly theme?: PictureTheme;
  /** What lies behind shows through. */
  readonly transparent?: boolean;
  /** Only these, with the links between them, and the groups around those that are marked; all when left out. */
  readonly only?: { readonly nodes: readonly string[]; readonly groups: readonly string[]; readonly notes: readonly string[] };
  /** How components were, by id; without numbers when left out. */
  readonly live?: { readonly nodes: ReadonlyMap<string, LiveSign>; readonly failing: ReadonlySet<string> };
}

/** Air around everything. [px] */
const AIR = 24;

/** A design as it is on the canvas, as shapes: collapsed groups are collapsed. */
export function pictureOf(design: Design, { theme = 'light', transparent = false, only, live }: PictureOptions = {}): Picture {
  const colors = pictureColors[theme];
  const scene = sceneOf(design);
  const seen = seenIn(design, scene, only);
  const frames = (design.groups ?? []).filter(({ id }) => scene.groups.has(id) && seen.groups.has(id));
  const depth = (id: string): number => groupPath(groupsById(design.groups), id).length;
  const nodes = (design.nodes ?? []).filter(({ id }) => seen.nodes.has(id));
  const notes = (design.notes ?? []).filter(({ id }) => seen.notes.has(id));
  const boxOfNode = (id: string): Box => ({ ...CARD, ...(scene.places[id] ?? { x: 0, y: 0 }) });
  const boxes = [...frames.map(({ id }) => scene.groups.get(id)!), ...nodes.map(({ id }) => boxOfNode(id)), ...notes.map(noteBox)];
  const shapes: Shape[] = [
    ...frames
      .filter(({ collapsed }) => collapsed !== true)
      .toSorted((a, b) => depth(a.id) - depth(b.id))
      .flatMap((group) => frameShapes(group, scene.groups.get(group.id)!, colors)),
    ...linesOf(design, scene, seen, colors, live),
    ...frames.filter(({ collapsed }) => collapsed === true).flatMap((group) => collapsedShapes(group, scene.groups.get(group.id)!, colors)),
    ...nodes.flatMap((node) => cardShapes(node, boxOfNode(node.id), colors, live?.nodes.get(node.id))),
    ...notes.flatMap((note) => noteShapes(note, noteBox(note), colors)),
  ];
  const { x, y, width, height } = boxes.length > 0 ? union(boxes) : { x: 0, y: 0, width: 240, height: 80 };
  return {
    name: design.name,
    box: { x: x - AIR, y: y - AIR, width: width + 2 * AIR, height: height + 2 * AIR },
    background: transparent ? null : colors.canvas,
    shapes,
  };
}

interface Seen {
  readonly nodes: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
}

/** What is drawn: what no collapsed group hides, and of that what was asked for. With a group comes what lies in it. */
function seenIn(design: Design, { hidden, groups }: Scene, only: PictureOptions['only']): Seen {
  const byId = groupsById(design.groups);
  const asked = (ids: readonly string[] | undefined, id: string, group: string | undefined): boolean =>
    !only || (ids?.includes(id) ?? false) || groupPath(byId, group).some((each) => only.groups.includes(each.id));
  return {
    nodes: new Set((design.nodes ?? []).filter((n) => !hidden.nodes.has(n.id) && asked(only?.nodes, n.id, n.group)).map(({ id }) => id)),
    groups: new Set((design.groups ?? []).filter((g) => groups.has(g.id) && asked(only?.groups, g.id, g.parent)).map(({ id }) => id)),
    notes: new Set((design.notes ?? []).filter((n) => !hidden.notes.has(n.id) && asked(only?.notes, n.id, n.group)).map(({ id }) => id)),
  };
}

/** A line between two cards, and the links that it stands for: several into or out of a collapsed group are one. */
interface DrawnLine {
  readonly from: Box;
  readonly to: Box;
  readonly links: readonly DrawnLink[];
}

/** Every line of the whole picture. */
export const linesIn = (design: Design): DrawnLine[] => {
  const scene = sceneOf(design);
  return linesBetween(design, scene, seenIn(design, scene, undefined));
};

function linesBetween(design: Design, scene: Scene, seen: Seen): DrawnLine[] {
  const drawn = new Map<string, { readonly from: Box; readonly to: Box; readonly links: DrawnLink[] }>();
  for (const link of drawingOf(design).links) {
    const [from, to] = [endOf(link.from, scene, seen), endOf(link.to, scene, seen)];
    if (!from || !to || from.id === to.id) continue;
    const bundled = from.group || to.group;
    const key = bundled ? `${from.id} ${to.id}` : `link ${link.id}`;
    const line = drawn.get(key) ?? { from: from.box, to: to.box, links: [] };
    line.links.push(link);
    drawn.set(key, line);
  }
  return [...drawn.values()];
}

function linesOf(design: Design, scene: Scene, seen: Seen, colors: PictureColors, live: PictureOptions['live']): Shape[] {
  const names = new Map((design.nodes ?? []).map(({ id, name = id }) => [id, name]));
  return linesBetween(design, scene, seen).flatMap(({ from, to, links }): Shape[] => {
    const failing = links.some(({ id }) => live?.failing.has(id));
    const stroke = failing ? colors['state-failing'] : colors['line-strong'];
    const steps = curve(from, to);
    const title = links.map(({ from: a, to: b, protocol }) => `${names.get(a)} → ${names.get(b)}, ${protocol}`).join('; ');
    const dashed = links.every(({ async, protocolName }) => async || protocols[protocolName].title === protocols.event.title);
    return [
      { kind: 'path', steps, stroke, width: links.length > 1 ? 2.6 : failing ? 2 : 1.4, title, ...(dashed && { dash: [6, 4] as const }) },
      { kind: 'path', steps: arrow(to), fill: stroke },
    ];
  });
}

interface End {
  readonly id: string;
  readonly box: Box;
  readonly group: boolean;
}

/** Where a line ends: at its component, or at the collapsed group that hides it. */
function endOf(id: string, { hidden, places, groups }: Scene, seen: Seen): End | null {
  const cover = hidden.nodes.get(id);
  if (cover !== undefined) return seen.groups.has(cover) ? { id: `group ${cover}`, box: groups.get(cover)!, group: true } : null;
  return seen.nodes.has(id) ? { id, box: { ...CARD, ...(places[id] ?? { x: 0, y: 0 }) }, group: false } : null;
}
