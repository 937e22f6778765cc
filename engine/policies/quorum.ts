const NONE = 0;
/** Most owners of one thing. */
const SLOTS = 7;
/** Things kept of which copies differ; beyond that the oldest count as alike again. */
const MOST = 100_000;

/**
 * What is known of one thing at its owners while they may differ. Versions count from when they were last alike: 0 is what all had then.
 */
export class Copies {
  key = NONE;
  /** Version at each owner. */
  readonly at = new Int32Array(SLOTS);
  /** Version that another node keeps for an owner that was down; 0 for none. */
  readonly hinted = new Int32Array(SLOTS);
  /** Last one begun, and newest that was acknowledged. */
  newest = 0;
  committed = 0;
  /** Writes that are not answered yet, and the node that took the last of them. */
  writing = 0;
  writer = -1;
  /** Reads, writes and messages that still look at this. */
  users = 0;

  /** Begins a write. @returns its version */
  begin(writer: number): number {
    this.writing += 1;
    this.writer = writer;
    this.newest += 1;
    return this.newest;
  }

  /** Whether a write that this node would begin now cannot know of one that another node has under way. */
  conflicts(writer: number): boolean {
    return this.writing > 0 && this.writer !== writer;
  }

  /** A write is answered, well or not. */
  end(version: number, ok: boolean): void {
    this.writing -= 1;
    if (ok && version > this.committed) this.committed = version;
  }

  /** An owner gets a version; an old one cannot overwrite a newer one. */
  put(slot: number, version: number): void {
    if (version > this.at[slot]!) this.at[slot] = version;
  }

  /** Another node keeps a version for an owner that is down. */
  hint(slot: number, version: number): void {
    if (version > this.hinted[slot]!) this.hinted[slot] = version;
  }

  /** The owner is back and gets what was kept for it. @returns whether there was anything */
  handOver(slot: number): boolean {
    const version = this.hinted[slot]!;
    this.hinted[slot] = NONE;
    if (version <= this.at[slot]!) return false;
    this.at[slot] = version;
    return true;
  }

  alike(owners: number): boolean {
    for (let slot = 0; slot < owners; slot++) if (this.at[slot] !== this.at[0] || this.hinted[slot]! > this.at[slot]!) return false;
    return true;
  }
}

/** The things whose copies differ, or are about to. Those that are alike again take no room. */
export class CopiesTable {
  /** Things that were let go for want of room, although their copies differed. */
  forgotten = 0;
  private readonly byKey = new Map<number, Copies>();
  private readonly spare: Copies[] = [];

  constructor(
    private owners: number,
    private readonly most = MOST,
  ) {}

  get size(): number {
    return this.byKey.size;
  }

  /** The thing's copies, to be left with `leave`. */
  enter(key: number): Copies {
    const found = this.byKey.get(key) ?? this.add(key);
    found.users += 1;
    return found;
  }

  leave(copies: Copies): void {
    copies.users -= 1;
    if (copies.users === 0 && copies.alike(this.owners)) this.remove(copies);
  }

  forEach(visit: (copies: Copies) => void): void {
    this.byKey.forEach(visit);
  }

  /** Lets go of all that is alike by now and that nobody looks at. */
  tidy(): void {
    for (const copies of this.byKey.values()) if (copies.users === 0 && copies.alike(this.owners)) this.remove(copies);
  }

  private add(key: number): Copies {
    if (this.byKey.size >= this.most) this.forgetOne();
    const copies = this.spare.pop() ?? new Copies();
    copies.key = key;
    copies.at.fill(NONE);
    copies.hinted.fill(NONE);
    copies.newest = NONE;
    copies.committed = NONE;
    copies.writing = 0;
    copies.writer = -1;
    this.byKey.set(key, copies);
    return copies;
  }

  private forgetOne(): void {
    for (const copies of this.byKey.values()) {
      if (copies.users > 0) continue;
      this.remove(copies);
      this.forgotten += 1;
      return;
    }
  }

  private remove(copies: Copies): void {
    this.byKey.delete(copies.key);
    this.spare.push(copies);
  }
}

/** Which of `n` nodes out of `nodes` owns the thing in this slot. */
export const ownerOf = (home: number, slot: number, nodes: number): number => (home + slot) % nodes;
/** The owner's slot for things that are at home there; owners or more where it owns none. */
export const slotOf = (node: number, home: number, nodes: number): number => (node - home + nodes) % nodes;

/** Whether reads cannot miss a write that was acknowledged: any R copies and any W copies have one in common. */
export const overlaps = (n: number, r: number, w: number): boolean => r + w > n;
