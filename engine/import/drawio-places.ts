import { CARD, type Place } from '../design/auto-layout';
import type { Cell } from './drawio-cells';
import { stretchFor } from './stretch';

interface CellPlaces {
  /** Left upper corner of a part's card. [px] */
  readonly ofPart: (cell: Cell) => Place;
  /** Left upper corner of anything else. [px] */
  readonly corner: (cell: Cell) => Place;
}

/** Places on the sheet. Where shapes are smaller than our cards, everything is pulled apart by as much. */
export function cellPlaces(byId: ReadonlyMap<string, Cell>, parts: readonly Cell[]): CellPlaces {
  const corners = new Map<string, Place>();
  const corner = (cell: Cell): Place => {
    const known = corners.get(cell.id);
    if (known) return known;
    let { x, y } = cell;
    let around = byId.get(cell.parent ?? '');
    for (let steps = 0; around && steps < 100; steps += 1) {
      x += around.x;
      y += around.y;
      around = byId.get(around.parent ?? '');
    }
    corners.set(cell.id, { x, y });
    return { x, y };
  };
  const stretch = stretchFor(parts);
  const pulled = ({ x, y }: Place): Place => ({ x: x * stretch.x, y: y * stretch.y });
  return {
    corner: (cell) => pulled(corner(cell)),
    ofPart: (cell) => {
      const { x, y } = corner(cell);
      const middle = pulled({ x: x + cell.width / 2, y: y + cell.height / 2 });
      return { x: middle.x - CARD.width / 2, y: middle.y - CARD.height / 2 };
    },
  };
}
