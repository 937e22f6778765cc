import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { Mark } from '../../engine/measure/frame';
import { sloText, verdictOf } from './slo-text';

const design: Design = { version: 1, name: 'd', journeys: [{ id: 'buy', name: 'Check out', client: 'c', link: 'l' }] };
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

test('objectives in words, with defaults filled in', () => {
  expect(plain(sloText({ kind: 'latency', id: 'a', journey: 'buy', percentile: 99.9, below: '2s' }, design))).toBe(
    'Check out: p99.9 below 2 s',
  );
  expect(plain(sloText({ kind: 'availability', id: 'b' }, design))).toBe('All journeys: 99.9 % answered in time');
});

test('the last word counts', () => {
  const mark = (at: number, kind: Mark['kind'], subject = 'a'): Mark => ({ at, kind, subject, text: '' });
  expect(verdictOf('a', [], false)).toEqual({ state: 'none' });
  expect(verdictOf('a', [mark(1, 'slo-breach', 'b')], true)).toEqual({ state: 'met' });
  expect(verdictOf('a', [mark(1, 'slo-breach'), mark(2, 'slo-recovered'), mark(3, 'slo-breach')], true)).toEqual({
    state: 'breached',
    since: 3,
  });
  expect(verdictOf('a', [mark(1, 'slo-breach'), mark(2, 'slo-recovered')], true)).toEqual({ state: 'met' });
});
