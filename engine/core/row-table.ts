/**
 * A row of numbers for each thing, for at most so many things. When there is no room for a new one, the thing that came first is forgotten.
 * Rows are numbered in the order in which things came; the number of a thing that was forgotten is never used again.
 */
export class RowTable {
  /** Rows ever begun; the newest one has this number less 1. */
  begun = 0;
  /** `width` numbers per row that is remembered. */
  cells: Float64Array;
  private room = 256;
  private things: Float64Array;
  /** Open addressing: place of a thing's row and 1; 0 is free. Twice as long as there are rows. */
  private index: Int32Array;

  constructor(
    private readonly width: number,
    /** A power of two. */
    private readonly most: number,
  ) {
    if (this.room > most) this.room = most;
    this.cells = new Float64Array(this.room * width);
    this.things = new Float64Array(this.room);
    this.index = new Int32Array(this.room * 2);
  }

  /** Things that had to be forgotten. */
  get forgotten(): number {
    return Math.max(0, this.begun - this.most);
  }

  /** Whether the row of this number is still there. */
  remembers(row: number): boolean {
    return row >= this.begun - this.most;
  }

  /** Number of the thing's row; -1 if there is none. */
  find(thing: number): number {
    const { index, things } = this;
    const mask = index.length - 1;
    for (let at = hash(thing) & mask; ; at = (at + 1) & mask) {
      const place = index[at]!;
      if (place === 0) return -1;
      if (things[place - 1] === thing) return this.numberAt(place - 1);
    }
  }

  /** Number of the thing's row, a new one of zeros if there is none. */
  rowOf(thing: number): number {
    const row = this.find(thing);
    return row < 0 ? this.begin(thing) : row;
  }

  /** Where the row's cells begin. */
  cellOf(row: number): number {
    return (row & (this.room - 1)) * this.width;
  }

  /** The thing whose row it is. */
  thingOf(row: number): number {
    return this.things[row & (this.room - 1)]!;
  }

  private numberAt(place: number): number {
    // Rows lie in a ring: the newest one with this place.
    const last = this.begun - 1;
    return last - ((last - place) & (this.room - 1));
  }

  private begin(thing: number): number {
    if (this.begun === this.room && this.room < this.most) this.grow();
    const row = this.begun;
    const place = row & (this.room - 1);
    if (row >= this.room) this.forget(this.things[place]!);
    this.things[place] = thing;
    this.cells.fill(0, place * this.width, (place + 1) * this.width);
    this.enter(thing, place);
    this.begun += 1;
    return row;
  }

  private enter(thing: number, place: number): void {
    const { index } = this;
    const mask = index.length - 1;
    let at = hash(thing) & mask;
    while (index[at] !== 0) at = (at + 1) & mask;
    index[at] = place + 1;
  }

  /** Takes a thing out of the index; those that it had pushed aside move up. */
  private forget(thing: number): void {
    const { index, things } = this;
    const mask = index.length - 1;
    let hole = hash(thing) & mask;
    while (things[index[hole]! - 1] !== thing) hole = (hole + 1) & mask;
    for (let at = (hole + 1) & mask; index[at] !== 0; at = (at + 1) & mask) {
      const home = hash(things[index[at]! - 1]!) & mask;
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      index[hole] = index[at]!;
      hole = at;
    }
    index[hole] = 0;
  }

  private grow(): void {
    const { things, cells } = this;
    this.room *= 2;
    this.things = new Float64Array(this.room);
    this.things.set(things);
    this.cells = new Float64Array(this.room * this.width);
    this.cells.set(cells);
    this.index = new Int32Array(this.room * 2);
    for (let place = 0; place < this.begun; place++) this.enter(things[place]!, place);
  }
}

function hash(thing: number): number {
  const high = Math.floor(thing / 4_294_967_296);
  const mixed = Math.imul((thing | 0) ^ Math.imul(high, 0x85_eb_ca_6b), 0x9e_37_79_b1);
  return (mixed ^ (mixed >>> 15)) | 0;
}
