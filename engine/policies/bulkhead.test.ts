import { expect, test } from 'vitest';
import { Bulkhead } from './bulkhead';
import { zBulkhead } from './params';

const MS = 1e6;
const params = (input: object) => zBulkhead.parse(input);

test('as many begin as there are places', () => {
  const bulkhead = new Bulkhead();
  const two = params({ limit: 2 });
  bulkhead.begin(0);
  expect([bulkhead.wait(two, 0), bulkhead.room(two, 0)]).toEqual([0, 1]);
  bulkhead.begin(0);
  expect([bulkhead.wait(two, 0), bulkhead.room(two, 0)]).toEqual([Infinity, 0]);
  bulkhead.end();
  expect([bulkhead.wait(two, 0), bulkhead.room(two, 0)]).toEqual([0, 1]);
});

test('two begin no closer than the spacing, counted from when the last one began', () => {
  const bulkhead = new Bulkhead();
  const spaced = params({ limit: 3, spacing: '10ms' });
  expect(bulkhead.wait(spaced, 0)).toBe(0);
  bulkhead.begin(5 * MS);
  expect([bulkhead.wait(spaced, 5 * MS), bulkhead.room(spaced, 5 * MS)]).toEqual([10 * MS, 0]);
  expect([bulkhead.wait(spaced, 15 * MS - 1), bulkhead.room(spaced, 15 * MS - 1)]).toEqual([1, 0]);
  expect([bulkhead.wait(spaced, 15 * MS), bulkhead.room(spaced, 15 * MS)]).toEqual([0, 1]);
  // A call that ended early does not let the next one begin sooner.
  bulkhead.end();
  expect(bulkhead.wait(spaced, 8 * MS)).toBe(7 * MS);
  // Without a place no time will do.
  for (let i = 0; i < 3; i++) bulkhead.begin(20 * MS);
  expect(bulkhead.wait(spaced, 90 * MS)).toBe(Infinity);
});

test('new parameters act at once on what is counted already', () => {
  const bulkhead = new Bulkhead();
  for (let i = 0; i < 5; i++) bulkhead.begin(0);
  expect(bulkhead.room(params({ limit: 2 }), 0)).toBe(0);
  expect(bulkhead.room(params({ limit: 9 }), 0)).toBe(4);
  expect(bulkhead.wait(params({ limit: 9, spacing: '3ms' }), 1 * MS)).toBe(2 * MS);
});
