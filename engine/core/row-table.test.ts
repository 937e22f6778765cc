import { expect, test } from 'vitest';
import { RowTable } from './row-table';

test('rows of things are found again whatever was forgotten between', () => {
  // Method: a Map and a list as the other side; keys that collide, among them ones beyond 32 bits.
  const most = 64;
  const records = new RowTable(1, most);
  const order: number[] = [];
  let state = 1;
  for (let i = 0; i < 20_000; i++) {
    state = (state * 48_271) % 2_147_483_647;
    const thing = (state % 97) * (state % 2 === 0 ? 1 : 4_294_967_296);
    const row = records.rowOf(thing);
    const known = order.lastIndexOf(thing);
    if (known < 0 || known < order.length - most) order.push(thing);
    const expected = order.lastIndexOf(thing);
    expect(row).toBe(expected);
    expect(records.thingOf(row)).toBe(thing);
    records.cells[records.cellOf(row)]! += 1;
  }
  expect(records.forgotten).toBe(order.length - most);
});

test('things of several kinds that stand side by side are told apart when the oldest go', () => {
  // Method: what a run does: numbers rise, each with some of three kinds, some come again late.
  const records = new RowTable(2, 128);
  const rows = new Map<number, number>();
  for (let number = 0; number < 9000; number++) {
    for (let kind = 0; kind < 3; kind++) {
      const thing = (number - (number % (kind + 2) === 0 ? 7 : 0)) * 64 + kind;
      const known = rows.get(thing);
      const begunBefore = records.begun;
      const row = records.rowOf(thing);
      const isThere = known !== undefined && known >= begunBefore - 128;
      expect(row).toBe(isThere ? known : begunBefore);
      rows.set(thing, row);
      expect(records.find(thing)).toBe(row);
      expect(records.thingOf(row)).toBe(thing);
    }
  }
});
