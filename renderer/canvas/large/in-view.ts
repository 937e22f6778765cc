import { CARD, type Place } from '../../../engine/design/auto-layout';
import type { DesignLink } from '../../../engine/design/schema';

/** What is on the screen, in canvas coordinates. */
interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

/** Numbers cannot be read further out. */
const READABLE = 0.4;
/** A screen that shows more cards than this is an overview. Of more links than this only so many can be pointed at as such; the others are found by their lines. */
const MOST = { cards: 200, links: 240 } as const;
/** Room around the screen, so that a card is there before it comes into view. [px at zoom 1] */
const MARGIN = 120;

/** Cards in view that are worth drawing in full, those in the middle first. */
export function cardsInView(window: Window, cards: Iterable<readonly [id: string, at: Place]>): string[] {
  if (window.zoom < READABLE) return [];
  const [left, top] = [window.x - MARGIN - CARD.width, window.y - MARGIN - CARD.height];
  const [right, bottom] = [window.x + window.width + MARGIN, window.y + window.height + MARGIN];
  const middle = { x: window.x + (window.width - CARD.width) / 2, y: window.y + (window.height - CARD.height) / 2 };
  const found: { readonly id: string; readonly far: number }[] = [];
  for (const [id, { x, y }] of cards)
    if (x > left && x < right && y > top && y < bottom) found.push({ id, far: Math.hypot(x - middle.x, y - middle.y) });
  return found.length > MOST.cards ? [] : found.toSorted((a, b) => a.far - b.far).map(({ id }) => id);
}

/** Links whose lines run through the screen and are worth an element each, those first that end there; never more than a screen can show. */
export function linksInView(
  window: Window,
  links: readonly DesignLink[],
  at: (node: string) => Place | undefined,
  lineOf: (link: string) => ArrayLike<number> | undefined,
): string[] {
  if (window.zoom < READABLE) return [];
  const holds = (x: number, y: number) =>
    x > window.x - MARGIN && x < window.x + window.width + MARGIN && y > window.y - MARGIN && y < window.y + window.height + MARGIN;
  const near: string[] = [];
  const through: string[] = [];
  for (const { id, from, to } of links) {
    const [a, b] = [at(from), at(to)];
    if (!a || !b) continue;
    if (holds(a.x, a.y) || holds(b.x, b.y)) near.push(id);
    else if (passes(lineOf(id), holds)) through.push(id);
  }
  return [...near, ...through].slice(0, MOST.links);
}

function passes(line: ArrayLike<number> | undefined, holds: (x: number, y: number) => boolean): boolean {
  for (let i = 0; i + 1 < (line?.length ?? 0); i += 2) if (holds(line?.[i] ?? 0, line?.[i + 1] ?? 0)) return true;
  return false;
}
