import { expect, test } from 'vitest';
import { type Expiring, Lane } from './lane';

class Entry implements Expiring<Entry> {
  expiresAt = 0;
  expirySeq = 0;
  lane: Lane<Entry> | null = null;
  lanePrevious: Entry | null = null;
  laneNext: Entry | null = null;
}

test('entries stay in the order in which they were added, whichever is taken out', () => {
  const lane = new Lane<Entry>(10, new Entry());
  const entries = Array.from({ length: 6 }, () => new Entry());
  for (const entry of entries) lane.add(entry);
  for (const i of [0, 3, 5]) lane.remove(entries[i]!);
  const left: Entry[] = [];
  for (let entry = lane.head; entry !== null; entry = entry.laneNext) left.push(entry);
  expect(left).toEqual([entries[1], entries[2], entries[4]]);
  expect(entries[3]!.lane).toBeNull();
  lane.add(entries[3]!);
  expect(entries[4]!.laneNext).toBe(entries[3]);
});
