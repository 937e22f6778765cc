/** Chooses what goes when a cache is full. It is told of everything that happens to the entries. */
export interface Evictor {
  /** Makes room for so many slots. */
  grow(slots: number): void;
  /** An entry came into the slot. */
  added(slot: number, now: number): void;
  /** The slot's entry was found, or written anew. */
  used(slot: number, now: number): void;
  /** The slot's entry goes. Its columns are still there. */
  removed(slot: number): void;
  /** The slot whose entry is to go; there is at least one. [ns] */
  victim(now: number): number;
}
