import type { Box } from '../../engine/design/scene';

interface Offset {
  readonly dx: number;
  readonly dy: number;
}

/** Between two places that are tried. [px at zoom 1] */
const STEP = 8;
/** A label further away than this no longer looks like its link's. [px at zoom 1] */
const FURTHEST = 240;
/** Room around a card. [px at zoom 1] */
const MARGIN = 4;

/** All offsets that are tried, the nearest first. */
const offsets: readonly Offset[] = Array.from({ length: (2 * FURTHEST) / STEP + 1 }, (_, i) => i * STEP - FURTHEST)
  .flatMap((dx, _i, all) => all.map((dy) => ({ dx, dy })))
  .filter(({ dx, dy }) => Math.hypot(dx, dy) <= FURTHEST)
  .sort((a, b) => Math.hypot(a.dx, a.dy) - Math.hypot(b.dx, b.dy));

/**
 * The middle of a label as near to the middle of its line as it can be without covering a card; the middle of the line
 * itself where there is no such place.
 */
export function labelPlace(x: number, y: number, width: number, height: number, cards: readonly Box[]): { x: number; y: number } {
  // Corners of cards grown by half the label: the label's middle must lie outside of all of them.
  const near = cards
    .map((card) => ({
      left: card.x - width / 2 - MARGIN - x,
      right: card.x + card.width + width / 2 + MARGIN - x,
      top: card.y - height / 2 - MARGIN - y,
      bottom: card.y + card.height + height / 2 + MARGIN - y,
    }))
    .filter(({ left, right, top, bottom }) => left < FURTHEST && right > -FURTHEST && top < FURTHEST && bottom > -FURTHEST);
  const free = offsets.find(({ dx, dy }) =>
    near.every(({ left, right, top, bottom }) => dx <= left || dx >= right || dy <= top || dy >= bottom),
  );
  return { x: x + (free?.dx ?? 0), y: y + (free?.dy ?? 0) };
}
