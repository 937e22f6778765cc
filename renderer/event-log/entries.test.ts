import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import type { Mark } from '../../engine/measure/frame';
import { entryOf, type Filter, filtered, placeOf } from './entries';

const design: Design = {
  version: 1,
  name: 'two',
  nodes: [
    { id: 'users', kind: 'client' },
    { id: 'shop', kind: 'service' },
    { id: 'other', kind: 'service' },
  ],
  links: [{ id: 'buy', from: 'users', to: 'shop' }],
};
const mark = (at: number, kind: Mark['kind'], subject: string, text: string): Mark => ({ at, kind, subject, text });
const entries = [
  mark(1e9, 'fault-start', 'shop', 'Slow down on shop'),
  mark(2e9, 'breaker-open', 'buy', 'Breaker on buy is open'),
  mark(3e9, 'slo-breach', 'fast', 'p99 of buy below 200ms: missed'),
  mark(4e9, 'scaling', 'other', 'other scaled to 3'),
  mark(5e9, 'fault-end', 'shop | other', 'Partition ended'),
].map(entryOf);
const all: Filter = { kinds: [], node: '', text: '', newestFirst: false };
const ids = (filter: Partial<Filter>) => filtered(entries, { ...all, ...filter }, design).map(({ id }) => id);

test('all lines, oldest or newest first', () => {
  expect(ids({})).toEqual([0, 1, 2, 3, 4]);
  expect(ids({ newestFirst: true })).toEqual([4, 3, 2, 1, 0]);
});

test('by kind, by words in any order, and by node together with its links', () => {
  expect(ids({ kinds: ['faults', 'scaling'] })).toEqual([0, 3, 4]);
  expect(ids({ text: 'BUY open' })).toEqual([1]);
  expect(ids({ node: 'shop' })).toEqual([0, 1, 4]);
  expect(ids({ node: 'other', kinds: ['scaling'] })).toEqual([3]);
});

test('a line knows its place, and whether it ends something', () => {
  expect(placeOf(entries[1]!, design)).toEqual({ nodes: [], links: ['buy'] });
  expect(placeOf(entries[4]!, design)).toEqual({ nodes: ['shop', 'other'], links: [] });
  expect(placeOf(entries[2]!, design)).toBeNull();
  expect(entries.map(({ ends }) => ends)).toEqual([false, false, false, false, true]);
});
