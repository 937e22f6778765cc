import { describe, expect, test } from 'vitest';
import { nearer } from './drawn';
import { cardsInView, linksInView } from './in-view';

/** 40 × 25 cards with a gap between them. */
const cards = Array.from({ length: 1_000 }, (_, i) => [`n${i}`, { x: (i % 40) * 300, y: Math.floor(i / 40) * 150 }] as const);
const places = new Map<string, { x: number; y: number }>(cards);
const screen = (zoom: number) => ({ x: 600, y: 300, width: 1_000 / zoom, height: 600 / zoom, zoom });

describe('what is drawn in full', () => {
  test('is what is on the screen, the middle first', () => {
    const found = cardsInView(screen(1), places);
    expect(found.length).toBeGreaterThan(10);
    expect(found.length).toBeLessThan(50);
    // The middle of the screen is at 1,100, 600: the card in column 3 of row 4 is nearest.
    expect(found[0]).toBe('n163');
  });

  test('is nothing where numbers cannot be read, or where the screen shows more than one can look at', () => {
    expect(cardsInView(screen(0.3), places)).toEqual([]);
    expect(cardsInView({ ...screen(0.5), width: 12_000, height: 6_000 }, places)).toEqual([]);
  });

  test('of links it is those whose line runs through the screen, wherever they end, first those that end there, at most 240', () => {
    const links = [
      { id: 'across', from: 'n0', to: 'n999' },
      { id: 'away', from: 'n39', to: 'n79' },
      { id: 'here', from: 'n163', to: 'n164' },
    ];
    const lines: Record<string, number[]> = { across: [0, 0, 1_000, 600, 12_000, 3_750], away: [11_700, 0, 11_700, 150] };
    const found = (of: typeof links, zoom = 1) =>
      linksInView(
        screen(zoom),
        of,
        (id) => places.get(id),
        (id) => lines[id],
      );
    expect(found(links)).toEqual(['here', 'across']);
    expect(found(links, 0.2)).toEqual([]);
    const many = Array.from({ length: 500 }, (_, i) => ({ id: `l${i}`, from: 'n163', to: 'n164' }));
    expect(found(many)).toHaveLength(240);
  });
});

test('what is drawn comes nearer to what is wanted a few changes at a time, and stays the same when it is there', () => {
  const now = new Set(['a', 'b', 'c', 'd']);
  const once = nearer(now, ['d', 'e', 'f', 'g'], 2);
  expect([...once]).toEqual(['c', 'd', 'e', 'f']);
  const twice = nearer(once, ['d', 'e', 'f', 'g'], 2);
  expect([...twice]).toEqual(['d', 'e', 'f', 'g']);
  expect(nearer(twice, ['d', 'e', 'f', 'g'], 2)).toBe(twice);
});
