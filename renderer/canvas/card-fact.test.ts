import { expect, test } from 'vitest';
import { cardFacts, factOf, lagFill, shareText } from './card-fact';

const live = (values: Record<string, number>) => ({
  hasFigure: (_: string, figure: string) => figure in values,
  figure: (_: string, figure: string) => values[figure] ?? Number.NaN,
});
const label = (values: Record<string, number>): string | undefined => cardFacts[factOf('x', live(values))]?.label;

test('a node that keeps things says what matters most of them', () => {
  expect(label({})).toBeUndefined();
  expect(label({ 'hit-ratio': 0.9, entries: 5 })).toBe('hits');
  expect(label({ lag: 100, 'lag-time': 2 })).toBe('lag');
});

test('waiting for locks comes before lag, while somebody waits', () => {
  expect(label({ 'lock-waiting': 3, 'replication-lag': 20 })).toBe('locks');
  expect(label({ 'lock-waiting': 0, 'replication-lag': 20 })).toBe('lag');
  expect(label({ 'lock-waiting': 0 })).toBeUndefined();
});

test('a lag in seconds is told in the unit that fits', () => {
  expect(cardFacts.find(({ figure }) => figure === 'lag-time')!.text(2)).toMatch(/^2(\.0+)?\ss$/);
  expect(shareText(0.001)).toBe('<1\u00a0%');
});

test('a lag fills by thirds for each ten times of it, and never overflows', () => {
  expect([0, 0.1, 1, 10, 100, 5000].map(lagFill).map((fill) => Math.round(fill * 3))).toEqual([0, 0, 1, 2, 3, 3]);
  expect(lagFill(Number.NaN)).toBe(0);
});
