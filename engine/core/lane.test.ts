import { expect, test } from 'vitest';
import { type Expiring, Lane, leaveLane } from './lane';

class Entry implements Expiring<Entry> {
  sentAt = 0;
  expirySeq = 0;
  lanePrevious: Entry | null = null;
  laneNext: Entry | null = null;
}

/** Takes out all that is left, from the head. */
function drain(lane: Lane<Entry>): Entry[] {
  const left: Entry[] = [];
  for (let { head } = lane; head !== null; head = lane.head) {
    left.push(head);
    leaveLane(head);
  }
  return left;
}

test('entries stay in the order in which they were added, whichever is taken out', () => {
  const lane = new Lane<Entry>(10, new Entry());
  const entries = Array.from({ length: 6 }, () => new Entry());
  for (const entry of entries) lane.add(entry);
  for (const i of [0, 3, 5]) leaveLane(entries[i]!);
  expect(entries[3]!.laneNext).toBeNull();
  expect(lane.head).toBe(entries[1]);
  lane.add(entries[3]!);
  expect(drain(lane)).toEqual([entries[1], entries[2], entries[4], entries[3]]);
  expect(lane.head).toBeNull();
});
