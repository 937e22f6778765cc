import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { CopiesTable, ownerOf, overlaps, slotOf } from './quorum';

describe('copies of a thing', () => {
  test('a copy that lacks the newest write is older; a late message cannot overwrite a newer one', () => {
    const table = new CopiesTable(3);
    const copies = table.enter(5);
    const one = copies.begin(0);
    const two = copies.begin(0);
    copies.put(1, two);
    copies.put(1, one);
    expect([...copies.at.subarray(0, 3)]).toEqual([0, 2, 0]);
    copies.end(one, false);
    copies.end(two, true);
    expect(copies.committed).toBe(two);
  });

  test('two nodes that write at one time conflict; the same node, or one after the other, do not', () => {
    const copies = new CopiesTable(3).enter(5);
    expect(copies.conflicts(0)).toBe(false);
    const version = copies.begin(0);
    expect([copies.conflicts(0), copies.conflicts(1)]).toEqual([false, true]);
    copies.end(version, true);
    expect(copies.conflicts(1)).toBe(false);
  });

  test('what was kept for an owner that was down is handed over once', () => {
    const table = new CopiesTable(3);
    const copies = table.enter(5);
    copies.hint(2, copies.begin(0));
    copies.put(0, 1);
    copies.put(1, 1);
    copies.end(1, true);
    table.leave(copies);
    expect(table.size).toBe(1);
    expect([copies.handOver(2), copies.handOver(2)]).toEqual([true, false]);
    table.tidy();
    expect(table.size).toBe(0);
  });
});

test('things whose copies are alike take no room', () => {
  const table = new CopiesTable(3);
  for (let key = 0; key < 1000; key++) {
    const copies = table.enter(key);
    const version = copies.begin(0);
    for (const slot of [0, 1, 2]) copies.put(slot, version);
    copies.end(version, true);
    table.leave(copies);
  }
  expect(table.size).toBe(0);
});

test('beyond the bound the oldest thing is forgotten, and counted; one that is looked at stays', () => {
  const table = new CopiesTable(3, 10);
  const looked = table.enter(0);
  for (let key = 1; key <= 20; key++) {
    const copies = table.enter(key);
    copies.put(0, copies.begin(0));
    copies.end(1, true);
    table.leave(copies);
  }
  expect([table.size, table.forgotten]).toEqual([10, 11]);
  expect(table.enter(0)).toBe(looked);
});

test('owners are the nodes from home on, around the ring', () => {
  expect([0, 1, 2].map((slot) => ownerOf(4, slot, 5))).toEqual([4, 0, 1]);
  for (let home = 0; home < 5; home++) for (let slot = 0; slot < 3; slot++) expect(slotOf(ownerOf(home, slot, 5), home, 5)).toBe(slot);
});

test.each([
  { n: 3, r: 2, w: 2 },
  { n: 3, r: 1, w: 1 },
  { n: 3, r: 1, w: 3 },
  { n: 5, r: 3, w: 3 },
  { n: 5, r: 2, w: 3 },
])('N $n, R $r, W $w: any R of the copies see the newest write exactly when R + W > N', ({ n, r, w }) => {
  // Method: 2,000 draws of W copies that have a write and R copies that are read.
  const rng = Rng.root(3);
  const draw = (k: number): Set<number> => {
    const all = Array.from({ length: n }, (_, i) => i);
    return new Set(Array.from({ length: k }, () => all.splice(rng.int(all.length), 1)[0]!));
  };
  let missed = 0;
  for (let i = 0; i < 2000; i++) {
    const written = draw(w);
    if (![...draw(r)].some((copy) => written.has(copy))) missed += 1;
  }
  expect(missed === 0).toBe(overlaps(n, r, w));
});
