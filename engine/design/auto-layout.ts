import { Graph, layout } from '@dagrejs/dagre';
import type { Design } from './schema';

/** Size of a card. [px at zoom 1] */
export const CARD = { width: 224, height: 104 } as const;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Places for all nodes, from left to right along the links. */
export function autoLayout(design: Design): Record<string, Place> {
  if (isTooDense(design)) return inColumns(design);
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 64 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of design.nodes ?? []) graph.setNode(nameOf(node.id), { ...CARD });
  for (const link of design.links ?? []) graph.setEdge(nameOf(link.from), nameOf(link.to));
  layout(graph);
  return Object.fromEntries(
    (design.nodes ?? []).map(({ id }) => {
      const { x = 0, y = 0 } = graph.node(nameOf(id)) as Partial<Place>;
      return [id, { x: Math.round(x - CARD.width / 2), y: Math.round(y - CARD.height / 2) }];
    }),
  );
}

/** Beyond this, untangling the links takes many seconds and shows no more than columns do. */
const isTooDense = ({ nodes = [], links = [] }: Design): boolean =>
  nodes.length > 600 || (links.length > 150 && links.length > 1.8 * nodes.length);

/** Columns by the number of links from what nothing leads to; most nodes of one column. */
const MOST_ROWS = 40;
function inColumns({ nodes = [], links = [] }: Design): Record<string, Place> {
  const next = new Map<string, string[]>();
  for (const { from, to } of links) next.set(from, [...(next.get(from) ?? []), to]);
  const led = new Set(links.map(({ to }) => to));
  const depths = new Map<string, number>();
  const spread = (start: string): void => {
    if (depths.has(start)) return;
    depths.set(start, 0);
    const open = [start];
    for (const id of open) {
      for (const to of next.get(id) ?? []) {
        if (depths.has(to)) continue;
        depths.set(to, depths.get(id)! + 1);
        open.push(to); // Grows while it is walked.
      }
    }
  };
  for (const { id } of nodes) if (!led.has(id)) spread(id);
  for (const { id } of nodes) spread(id);
  const columns: string[][] = [];
  for (let depth = 0, left = nodes.length; left > 0; depth += 1) {
    const here = nodes.filter(({ id }) => depths.get(id) === depth).map(({ id }) => id);
    left -= here.length;
    for (let i = 0; i < here.length; i += MOST_ROWS) columns.push(here.slice(i, i + MOST_ROWS));
  }
  const tallest = Math.max(0, ...columns.map(({ length }) => length));
  const step = { x: CARD.width + 64, y: CARD.height + 22 };
  return Object.fromEntries(
    columns.flatMap((column, x) =>
      column.map((id, row) => [id, { x: x * step.x, y: Math.round((row + (tallest - column.length) / 2) * step.y) }]),
    ),
  );
}

/** Dagre keeps names as keys of plain objects, where a node called `constructor` would meet what is there already. */
const nameOf = (id: string): string => `=${id}`;

const placed = new WeakMap<Design, Readonly<Record<string, Place>>>();

/** Where every node stands: where its author put it, else where the layout does. Worked out once for a design. */
export function placesOf(design: Design): Readonly<Record<string, Place>> {
  const known = placed.get(design);
  if (known) return known;
  const places = allPlaces(design);
  placed.set(design, places);
  return places;
}

function allPlaces(design: Design): Record<string, Place> {
  const nodes = design.nodes ?? [];
  const missing = nodes.filter((node) => !node.position);
  if (missing.length === 0) return Object.fromEntries(nodes.map((node) => [node.id, node.position ?? { x: 0, y: 0 }]));
  const laid = autoLayout(design);
  if (missing.length === nodes.length) return laid;
  // Some are placed by hand: the others go below them, in the order of the layout.
  const below = Math.max(...nodes.map((node) => node.position?.y ?? 0)) + CARD.height + 60;
  const top = Math.min(...missing.map((node) => laid[node.id]?.y ?? 0));
  return Object.fromEntries(
    nodes.map((node) => {
      const { x, y } = laid[node.id] ?? { x: 0, y: 0 };
      return [node.id, node.position ?? { x, y: y - top + below }];
    }),
  );
}

/** Room for a link between two cards. [px] */
const GAP = { x: 70, y: 34 } as const;
/** Rings of places that are tried before a new card may cover another. */
const RINGS = 12;

/** The place nearest to the wanted one where a card covers none of the others; beside comes before below, since links run from left to right. */
export function freePlace(wanted: Place, others: readonly Place[]): Place {
  const free = ({ x, y }: Place) =>
    others.every((other) => Math.abs(other.x - x) >= CARD.width + GAP.x / 2 || Math.abs(other.y - y) >= CARD.height + GAP.y / 2);
  for (let ring = 0; ring <= RINGS; ring++) {
    const places: Place[] = [];
    for (let column = -ring; column <= ring; column++) {
      for (let row = -ring; row <= ring; row++) {
        if (Math.max(Math.abs(column), Math.abs(row)) !== ring) continue;
        places.push({ x: wanted.x + column * (CARD.width + GAP.x), y: wanted.y + row * (CARD.height + GAP.y) });
      }
    }
    const distance = ({ x, y }: Place) =>
      Math.abs(x - wanted.x) + 3 * Math.abs(y - wanted.y) - (x > wanted.x ? 2 : 0) - (y > wanted.y ? 1 : 0);
    const found = places.filter(free).sort((a, b) => distance(a) - distance(b))[0];
    if (found) return found;
  }
  return wanted;
}
