import type { Design } from '../../engine/design/schema';
import { placesOf } from '../../engine/design/auto-layout';

export const directions = ['left', 'right', 'up', 'down'] as const;
export type Direction = (typeof directions)[number];

/** How much nearer a component seems that a link joins to the one where one is. */
const LINKED = 0.7;
/** How much farther away each pixel across the way counts. */
const ACROSS = 2;

/**
 * The component that one means by an arrow: the nearest in that direction, those first that a link leads to.
 * @param from where one is; null begins at the top left
 * @returns null where there is nothing further on
 */
export function neighbour(design: Design, from: string | null, direction: Direction): string | null {
  const places = placesOf(design);
  const here = from === null ? undefined : places[from];
  const nodes = design.nodes ?? [];
  if (!here)
    return (
      nodes.toSorted((a, b) => (places[a.id]?.x ?? 0) - (places[b.id]?.x ?? 0) || (places[a.id]?.y ?? 0) - (places[b.id]?.y ?? 0))[0]?.id ??
      null
    );
  const linked = new Set((design.links ?? []).flatMap((link) => (link.from === from ? [link.to] : link.to === from ? [link.from] : [])));
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { id } of nodes) {
    const there = places[id];
    if (!there || id === from) continue;
    const [along, across] = apart(there.x - here.x, there.y - here.y, direction);
    // What lies more beside than ahead is not in that direction.
    if (along <= 0 || Math.abs(across) > along) continue;
    const far = (along + ACROSS * Math.abs(across)) * (linked.has(id) ? LINKED : 1);
    if (far < least) [best, least] = [id, far];
  }
  return best;
}

/** Cards are twice as wide as high, and so are the steps between them. */
function apart(dx: number, dy: number, direction: Direction): readonly [along: number, across: number] {
  switch (direction) {
    case 'left':
      return [-dx, dy];
    case 'right':
      return [dx, dy];
    case 'up':
      return [-dy, dx / 2];
    case 'down':
      return [dy, dx / 2];
  }
}
