import type { Element, Spot } from './excalidraw-elements';
import type { Sheet } from './excalidraw-sheet';
import { counted, listed, type NoteTaker } from './note-taker';

interface DrawnArrow {
  readonly arrow: Element;
  /** Ids of parts; empty where it leads nowhere. */
  readonly from: string;
  readonly to: string;
}

/** How far from a box an arrow may end that is bound to nothing. [px] */
const NEAR = 40;

/** Arrows with what they lead from and to. One that is bound to nothing means the box that it ends at, which is told. */
export function arrowsIn(sheet: Sheet, elements: readonly Element[], notes: NoteTaker): DrawnArrow[] {
  const near: string[] = [];
  const nameOf = new Map(sheet.parts.map((part) => [part.id, sheet.words(part).trim()]));
  const end = (bound: string | null, spot: Spot): { readonly part: string; readonly guessed: boolean } => {
    const part = sheet.partAt(bound);
    if (part !== undefined) return { part, guessed: false };
    const found = bound === null ? nearest(sheet.parts, spot) : undefined;
    return { part: found?.id ?? '', guessed: found !== undefined };
  };
  const arrows = elements.filter(({ type }) => type === 'arrow');
  const drawn = arrows.map((arrow): DrawnArrow => {
    const [start, finish] = [end(arrow.start, arrow.ends[0]), end(arrow.end, arrow.ends[1])];
    if ((start.guessed || finish.guessed) && start.part !== '' && finish.part !== '')
      near.push(`${nameOf.get(start.part)} → ${nameOf.get(finish.part)}`);
    const turned = arrow.heads.start && !arrow.heads.end;
    return turned ? { arrow, from: finish.part, to: start.part } : { arrow, from: start.part, to: finish.part };
  });
  if (near.length > 0)
    notes.guessed(`${counted(near.length, 'arrow')} bound to nothing at an end: the box near it is taken: ${listed(near)}.`);
  const both = arrows.filter(({ heads }) => heads.start && heads.end).length;
  const none = arrows.filter(({ heads }) => !heads.start && !heads.end).length;
  if (both > 0) notes.guessed(`${counted(both, 'arrow')} with two heads: the one that it was drawn from calls the other.`);
  if (none > 0) notes.guessed(`${counted(none, 'arrow')} without a head: the one that it was drawn from calls the other.`);
  const lines = elements.filter(({ type }) => type === 'line' || type === 'freedraw').length;
  if (lines > 0) notes.missing(`${counted(lines, 'line')} that ${lines === 1 ? 'is' : 'are'} no arrow: taken for decoration.`);
  return drawn;
}

function nearest(parts: readonly Element[], spot: Spot): Element | undefined {
  let best: Element | undefined;
  let least = NEAR * NEAR;
  for (const part of parts) {
    const dx = Math.max(part.x - spot.x, 0, spot.x - part.x - part.width);
    const dy = Math.max(part.y - spot.y, 0, spot.y - part.y - part.height);
    const far = dx * dx + dy * dy;
    if (far > least || (far === least && best)) continue;
    least = far;
    best = part;
  }
  return best;
}
