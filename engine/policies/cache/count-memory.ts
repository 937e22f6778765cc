import { AgeOrder } from './age-order';
import { SlotIndex } from './slot-index';

/** How often keys were used that are in the cache no more. For so many keys; whose leaving is longest ago is forgotten first. */
export class CountMemory {
  private readonly keys: Float64Array;
  private readonly counts: Float64Array;
  private readonly index: SlotIndex;
  private readonly order = new AgeOrder(false);
  private readonly free: Int32Array;
  private freeSlots: number;

  constructor(readonly capacity: number) {
    this.keys = new Float64Array(capacity);
    this.counts = new Float64Array(capacity);
    this.index = new SlotIndex(this.keys);
    this.order.grow(capacity);
    this.free = Int32Array.from({ length: capacity }, (_, slot) => slot);
    this.freeSlots = capacity;
  }

  put(key: number, count: number): void {
    if (this.capacity === 0) return;
    if (this.freeSlots === 0) this.forget(this.order.victim());
    this.freeSlots -= 1;
    const slot = this.free[this.freeSlots]!;
    this.keys[slot] = key;
    this.counts[slot] = count;
    this.index.add(slot);
    this.order.added(slot);
  }

  /** The key's count, which is forgotten here: its entry goes on with it. 0 for a key that is not known. */
  take(key: number): number {
    if (this.capacity === 0) return 0;
    const slot = this.index.find(key);
    if (slot < 0) return 0;
    this.forget(slot);
    return this.counts[slot]!;
  }

  private forget(slot: number): void {
    this.index.remove(slot);
    this.order.removed(slot);
    this.free[this.freeSlots] = slot;
    this.freeSlots += 1;
  }
}
