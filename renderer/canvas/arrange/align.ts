import type { Place } from '../../../engine/design/auto-layout';
import { type Box, union } from '../../../engine/design/scene';

/** Sides and middles along which things can be put in line. */
export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof alignments)[number];

type Boxes = ReadonlyMap<string, Box>;

/** How far each thing moves so that all are in line with the outermost of them, or with the middle of all. */
export function aligned(boxes: Boxes, how: Alignment): Map<string, Place> {
  const all = union([...boxes.values()]);
  const shift = (box: Box): Place => {
    switch (how) {
      case 'left':
        return { x: all.x - box.x, y: 0 };
      case 'centre':
        return { x: Math.round(all.x + all.width / 2 - (box.x + box.width / 2)), y: 0 };
      case 'right':
        return { x: all.x + all.width - (box.x + box.width), y: 0 };
      case 'top':
        return { x: 0, y: all.y - box.y };
      case 'middle':
        return { x: 0, y: Math.round(all.y + all.height / 2 - (box.y + box.height / 2)) };
      case 'bottom':
        return { x: 0, y: all.y + all.height - (box.y + box.height) };
    }
  };
  return new Map([...boxes].map(([id, box]) => [id, shift(box)]));
}

/** How far each thing moves so that the gaps between neighbours are equal. The outermost two stay. */
export function distributed(boxes: Boxes, axis: 'x' | 'y'): Map<string, Place> {
  const size = axis === 'x' ? 'width' : 'height';
  const row = [...boxes].toSorted(([, a], [, b]) => a[axis] + a[size] / 2 - (b[axis] + b[size] / 2));
  const [first, last] = [row[0]?.[1], row.at(-1)?.[1]];
  if (!first || !last || row.length < 3) return new Map();
  const inner = last[axis] + last[size] - first[axis];
  const gap = (inner - row.reduce((sum, [, box]) => sum + box[size], 0)) / (row.length - 1);
  let at = first[axis];
  return new Map(
    row.map(([id, box]) => {
      const shift = Math.round(at) - box[axis];
      at += box[size] + gap;
      return [id, axis === 'x' ? { x: shift, y: 0 } : { x: 0, y: shift }];
    }),
  );
}
