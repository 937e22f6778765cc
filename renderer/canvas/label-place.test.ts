import { expect, test } from 'vitest';
import type { Box } from '../../engine/design/scene';
import { labelPlace } from './label-place';

const card = (x: number, y: number): Box => ({ x, y, width: 224, height: 104 });
const covers = (place: { x: number; y: number }, width: number, height: number, { x, y, ...size }: Box) =>
  Math.abs(place.x - x - size.width / 2) < (width + size.width) / 2 && Math.abs(place.y - y - size.height / 2) < (height + size.height) / 2;

test('where there is room a label stands on the middle of its line', () => {
  expect(labelPlace(250, 52, 20, 20, [card(0, 0), card(274, 0)])).toEqual({ x: 250, y: 52 });
});

test('between two cards that stand close it moves out of their way, and not far', () => {
  const cards = [card(0, 0), card(274, -140), card(274, 0)];
  const place = labelPlace(249, -20, 200, 30, cards);
  expect(cards.some((each) => covers(place, 200, 30, each))).toBe(false);
  expect(Math.hypot(place.x - 249, place.y + 20)).toBeLessThan(120);
});

test('in a crowd without a gap it stays with its line', () => {
  const crowd = Array.from({ length: 100 }, (_, i) => card((i % 10) * 224 - 1120, Math.floor(i / 10) * 104 - 520));
  expect(labelPlace(0, 0, 100, 30, crowd)).toEqual({ x: 0, y: 0 });
});
