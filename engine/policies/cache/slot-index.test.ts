import { expect, test } from 'vitest';
import { Rng } from '../../core/rng';
import { SlotIndex } from './slot-index';

test('finds what a Map finds, at random', () => {
  // Method: 50,000 seeded steps over 200 keys, small ones and some beyond 32 bits, that come and go.
  const rng = Rng.root(9);
  const keys = new Float64Array(200).fill(-1);
  const index = new SlotIndex(keys);
  const map = new Map<number, number>();
  const free = Array.from(keys.keys());
  for (let step = 0; step < 50_000; step++) {
    const n = rng.int(200);
    const key = n % 3 === 0 ? n * 2 ** 40 + n : n;
    const slot = map.get(key);
    expect(index.find(key)).toBe(slot ?? -1);
    if (slot === undefined) {
      const taken = free.splice(rng.int(free.length), 1)[0]!;
      keys[taken] = key;
      index.add(taken);
      map.set(key, taken);
    } else {
      index.remove(slot);
      keys[slot] = -1;
      map.delete(key);
      free.push(slot);
    }
  }
  index.clear();
  for (const key of map.keys()) expect(index.find(key)).toBe(-1);
});
