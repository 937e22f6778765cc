import { CARD } from '../design/auto-layout';

/** Most that a drawing is pulled apart. */
const MOST_STRETCH = 4;

/** By how much a drawing is pulled apart, so that cards have room where its shapes stood. */
export const stretchFor = (parts: readonly { readonly width: number; readonly height: number }[]) => ({
  x: stretchTo(
    CARD.width,
    parts.map(({ width }) => width),
  ),
  y: stretchTo(
    CARD.height,
    parts.map(({ height }) => height),
  ),
});

/** How far shapes of such sizes are to be pulled apart so that cards fit in their places: by the size in the middle of all. */
function stretchTo(card: number, sizes: readonly number[]): number {
  const size = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? card;
  return size <= 0 ? 1 : Math.max(1, Math.min(MOST_STRETCH, card / size));
}
