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
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 64 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of design.nodes ?? []) graph.setNode(node.id, { ...CARD });
  for (const link of design.links ?? []) graph.setEdge(link.from, link.to);
  layout(graph);
  return Object.fromEntries(
    (design.nodes ?? []).map(({ id }) => {
      const { x = 0, y = 0 } = graph.node(id) as Partial<Place>;
      return [id, { x: Math.round(x - CARD.width / 2), y: Math.round(y - CARD.height / 2) }];
    }),
  );
}

/** Where every node stands: where its author put it, else where the layout does. */
export function placesOf(design: Design): Record<string, Place> {
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
