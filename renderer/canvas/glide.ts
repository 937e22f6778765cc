import type { CanvasNode } from './canvas-nodes';

/** How long things take to their new places. [ms] */
const DURATION = 320;

let wanted = false;

/** The next change of places is shown as a movement, unless the user wants none. */
export function glideNext(): void {
  wanted = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Whether the change that is shown now should be a movement; asked once. */
export function takeGlide(): boolean {
  const now = wanted;
  wanted = false;
  return now;
}

/** Moves things from where they are to where they belong. @returns what ends it at once */
export function glide(before: readonly CanvasNode[], after: CanvasNode[], show: (cards: CanvasNode[]) => void): () => void {
  const from = new Map(before.map((card) => [card.id, card]));
  const start = performance.now();
  let request = 0;
  const step = (now: number) => {
    const share = Math.min(1, Math.max(0, (now - start) / DURATION));
    if (share === 1) return show(after);
    const eased = 1 - (1 - share) ** 3;
    show(after.map((card) => between(from.get(card.id), card, eased)));
    request = requestAnimationFrame(step);
  };
  request = requestAnimationFrame(step);
  return () => cancelAnimationFrame(request);
}

function between(old: CanvasNode | undefined, card: CanvasNode, share: number): CanvasNode {
  if (!old || old === card) return card;
  const mix = (a: number, b: number) => a + (b - a) * share;
  const position = { x: mix(old.position.x, card.position.x), y: mix(old.position.y, card.position.y) };
  const size =
    old.type === 'frame' && card.type === 'frame'
      ? { width: mix(old.width ?? 0, card.width ?? 0), height: mix(old.height ?? 0, card.height ?? 0) }
      : {};
  return { ...card, position, ...size };
}
