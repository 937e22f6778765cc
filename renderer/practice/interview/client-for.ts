import { CARD, freePlace, placesOf } from '../../../engine/design/auto-layout';
import type { Edit } from '../../../engine/design/edits';
import type { Design } from '../../../engine/design/schema';
import { newNode } from '../../canvas/changes';

const GAP = 70;

/** Adds a client left of all, to a design that has none; null where it has one. */
export function clientFor(design: Design): Edit | null {
  if (design.nodes?.some(({ kind }) => kind === 'client')) return null;
  const places = Object.values(placesOf(design));
  const left = Math.min(CARD.width + GAP, ...places.map(({ x }) => x));
  return { kind: 'add-node', node: newNode(design, 'client', freePlace({ x: left - CARD.width - GAP, y: places[0]?.y ?? 0 }, places)) };
}
