import { expect, test } from 'vitest';
import { Records } from './records';

const record = (entity: number, bytes = 10) => ({ entity, request: entity * 7, tenant: 1, priority: 3, row: -1, bytes, need: 2 });

function filled(count: number): Records {
  const records = new Records();
  for (let i = 0; i < count; i++) records.append(record(i), i * 100, i);
  return records;
}

test('records are read back as they came, also after the rings have grown and turned', () => {
  const records = filled(50);
  records.dropBefore(40);
  for (let i = 50; i < 1000; i++) records.append(record(i), i * 100, i);
  expect([records.first, records.end, records.length]).toEqual([40, 1000, 960]);
  for (let offset = 40; offset < 1000; offset++) {
    const into = { ...record(-1), bytes: 0 };
    records.read(offset, into);
    expect(into).toEqual(record(offset));
    expect([records.time(offset), records.sequence(offset)]).toEqual([offset * 100, offset]);
  }
});

test('an offset is found by its time: the first record that came then or later', () => {
  const records = filled(100);
  records.dropBefore(10);
  expect([0, 1000, 1001, 5000, 9900, 9901].map((time) => records.offsetAt(time))).toEqual([10, 10, 11, 50, 99, 100]);
});

test.each([
  { what: 'by time', since: 2050, bytes: Infinity, count: Infinity, first: 21 },
  { what: 'by size', since: 0, bytes: 305, count: Infinity, first: 70 },
  { what: 'by number', since: 0, bytes: Infinity, count: 12, first: 88 },
  { what: 'by the strictest', since: 9000, bytes: 305, count: 50, first: 90 },
  { what: 'all of them', since: 1e9, bytes: Infinity, count: Infinity, first: 100 },
])('retention $what', ({ since, bytes, count, first }) => {
  const records = filled(100);
  expect(records.firstKept(since, bytes, count)).toBe(first);
  records.dropBefore(first);
  expect(records.bytes).toBe((100 - first) * 10);
});

test('the newest records can be lost', () => {
  const records = filled(100);
  records.dropFrom(93);
  expect([records.end, records.bytes]).toEqual([93, 930]);
});
