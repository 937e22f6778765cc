import type { Box } from '../../../engine/design/scene';
import { describe, expect, test } from 'vitest';
import { aligned, alignments, distributed } from './align';
import { snap } from './snap';

const box = (x: number, y: number, width = 100, height = 50): Box => ({ x, y, width, height });
const three = new Map([
  ['a', box(0, 0)],
  ['b', box(130, 40, 60)],
  ['c', box(400, 90)],
]);
const placed = (boxes: ReadonlyMap<string, Box>, shifts: ReadonlyMap<string, { x: number; y: number }>) =>
  [...boxes].map(([id, each]) => ({ ...each, x: each.x + (shifts.get(id)?.x ?? 0), y: each.y + (shifts.get(id)?.y ?? 0) }));

describe('aligning', () => {
  test.each(alignments)('%s puts all in line, across nothing moves', (how) => {
    const after = placed(three, aligned(three, how));
    const line = {
      left: (b: Box) => b.x,
      centre: (b: Box) => b.x + b.width / 2,
      right: (b: Box) => b.x + b.width,
      top: (b: Box) => b.y,
      middle: (b: Box) => b.y + b.height / 2,
      bottom: (b: Box) => b.y + b.height,
    }[how];
    expect(new Set(after.map(line)).size).toBe(1);
    const axis = ['left', 'centre', 'right'].includes(how) ? 'y' : 'x';
    expect(after.map((b) => b[axis])).toEqual([...three.values()].map((b) => b[axis]));
  });
});

describe('distributing', () => {
  test('makes equal gaps and leaves the outer two', () => {
    const [a, b, c] = placed(three, distributed(three, 'x'));
    expect([a?.x, c?.x]).toEqual([0, 400]);
    expect(b!.x - (a!.x + a!.width)).toBe(c!.x - (b!.x + b!.width));
    expect(distributed(new Map([...three].slice(0, 2)), 'x').size).toBe(0);
  });
});

describe('snapping', () => {
  test('jumps to the nearest edge or centre within reach, on each axis by itself', () => {
    const { shift, guides } = snap(box(303, 196), [box(300, 0), box(700, 200)], 6);
    expect(shift).toEqual({ x: -3, y: 4 });
    expect(guides).toContainEqual({ kind: 'line', x1: 300, y1: -8, x2: 300, y2: 258 });
    expect(guides).toContainEqual({ kind: 'line', x1: 292, y1: 200, x2: 808, y2: 200 });
  });

  test('centres of different sizes meet', () => {
    expect(snap(box(122, 300, 60), [box(100, 0)], 6).shift).toEqual({ x: -2, y: 0 });
  });

  test('beyond its reach nothing happens', () => {
    expect(snap(box(310, 500), [box(300, 0)], 6)).toEqual({ shift: { x: 0, y: 0 }, guides: [] });
  });

  test('stands in the middle between two neighbours, or as far on as they are apart', () => {
    const between = snap(box(203, 5, 100, 40), [box(0, 0), box(400, 0)], 6);
    expect(between.shift.x).toBe(-3);
    expect(between.guides.filter(({ kind }) => kind === 'gap')).toEqual([
      { kind: 'gap', x1: 100, y1: 25, x2: 200, y2: 25 },
      { kind: 'gap', x1: 300, y1: 25, x2: 400, y2: 25 },
    ]);
    // Gap of 37 between the two, so the third goes 37 further.
    expect(snap(box(275, 4, 71, 40), [box(0, 0), box(137, 0)], 6).shift.x).toBe(-1);
  });

  test('what is in another row makes no gap', () => {
    expect(snap(box(203, 500, 100, 41), [box(0, 0), box(400, 0)], 2).guides).toEqual([]);
  });
});
