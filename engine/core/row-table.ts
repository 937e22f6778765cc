/**
 * A row of numbers for each thing, for at most so many things. When there is no room for a new one, the thing that came first is forgotten.
 * Rows are numbered in the order in which things came; the number of a thing that was forgotten is never used again.
 */
export class RowTable {
  /** Rows ever begun; the newest one has this number less 1. */
  begun = 0;
  /** Hears where the cells of a row begin whose thing is about to be forgotten. */
  onForget: ((cell: number) => void) | null = null;
  /** Of each row that is remembered its thing, and then its numbers. */
  cells: Float64Array;
  private readonly stride: number;
  private room = 256;
  /** Open addressing: place of a thing's row and 1; 0 is free. Twice as long as there are rows. */
  private index: Int32Array;

  /**
   * @param width numbers in a row
   * @param most a power of two
   */
  constructor(
    width: number,
    private readonly most: number,
  ) {
    this.stride = width + 1;
    if (this.room > most) this.room = most;
    this.cells = new Float64Array(this.room * this.stride);
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
    const { index, cells, stride } = this;
    const mask = index.length - 1;
    for (let at = hash(thing) & mask; ; at = (at + STEP) & mask) {
      const place = index[at]!;
      if (place === 0) return -1;
      if (cells[(place - 1) * stride] === thing) return this.numberAt(place - 1);
    }
  }

  /** Number of the thing's row, a new one of zeros if there is none. */
  rowOf(thing: number): number {
    const { index, cells, stride } = this;
    const mask = index.length - 1;
    let at = hash(thing) & mask;
    for (let place = index[at]!; place !== 0; place = index[at]!) {
      if (cells[(place - 1) * stride] === thing) return this.numberAt(place - 1);
      at = (at + STEP) & mask;
    }
    return this.begin(thing, at);
  }

  /** Where the row's numbers begin among the cells. */
  cellOf(row: number): number {
    return (row & (this.room - 1)) * this.stride + 1;
  }

  /** The thing whose row it is. */
  thingOf(row: number): number {
    return this.cells[(row & (this.room - 1)) * this.stride]!;
  }

  private numberAt(place: number): number {
    // Rows lie in a ring: the newest one with this place.
    const last = this.begun - 1;
    return last - ((last - place) & (this.room - 1));
  }

  /** @param free where the index has room for it, as long as nothing else moves there */
  private begin(thing: number, free: number): number {
    const { stride, begun: row } = this;
    const moves = row >= this.room;
    if (moves) this.makeRoom();
    const place = row & (this.room - 1);
    const { cells } = this;
    const from = place * stride;
    cells[from] = thing;
    if (moves) this.enter(thing, place);
    else this.index[free] = place + 1;
    this.begun = row + 1;
    return row;
  }

  private makeRoom(): void {
    if (this.room < this.most) return this.grow();
    const cell = this.cellOf(this.begun);
    this.onForget?.(cell);
    this.forget(this.thingOf(this.begun));
    // Only a row that was somebody else's is not all zeros already.
    this.cells.fill(0, cell, cell + this.stride - 1);
  }

  /** The same things with rows of another width: what `moves` says is taken over, all else begins with 0. */
  reshaped(width: number, moves: readonly Move[]): RowTable {
    const { begun, room, stride } = this;
    const other = new RowTable(width, this.most);
    other.begun = begun;
    other.room = room;
    other.index = this.index.slice();
    other.cells = new Float64Array(room * other.stride);
    for (let place = 0, end = Math.min(begun, room); place < end; place++) {
      const [mine, its] = [place * stride, place * other.stride];
      other.cells[its] = this.cells[mine]!;
      for (const { from, to, count } of moves) {
        for (let i = 1; i <= count; i++) other.cells[its + to + i] = this.cells[mine + from + i]!;
      }
    }
    return other;
  }

  private enter(thing: number, place: number): void {
    const { index } = this;
    const mask = index.length - 1;
    let at = hash(thing) & mask;
    while (index[at] !== 0) at = (at + STEP) & mask;
    index[at] = place + 1;
  }

  /** Takes a thing out of the index; those that it had pushed aside move up. */
  private forget(thing: number): void {
    const { index, cells, stride } = this;
    const mask = index.length - 1;
    const thingAt = (at: number): number => cells[(index[at]! - 1) * stride]!;
    let hole = hash(thing) & mask;
    while (thingAt(hole) !== thing) hole = (hole + STEP) & mask;
    for (let at = (hole + STEP) & mask; index[at] !== 0; at = (at + STEP) & mask) {
      const home = hash(thingAt(at)) & mask;
      if ((steps(home, at) & mask) < (steps(hole, at) & mask)) continue;
      index[hole] = index[at]!;
      hole = at;
    }
    index[hole] = 0;
  }

  private grow(): void {
    const { cells } = this;
    // By much, since each thing is entered anew; what is not used yet takes no memory.
    this.room = Math.min(this.room * 4, this.most);
    this.cells = new Float64Array(this.room * this.stride);
    this.cells.set(cells);
    this.index = new Int32Array(this.room * 2);
    for (let place = 0; place < this.begun; place++) this.enter(this.thingOf(place), place);
  }
}

/** So many numbers of each row, and where they lie in the old rows and in the new ones. */
interface Move {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Who finds his place taken looks this far on: far from those who stand side by side, and odd, so that he comes by every place. */
const STEP = 0x61_c8_86_47;
/** STEP times this is 1 in 32 bits. */
const PER_STEP = inverse(STEP);

/** How often one has to step to get from one place to another; its low bits hold. */
const steps = (from: number, to: number): number => Math.imul(to - from, PER_STEP);

function inverse(odd: number): number {
  // Newton's rule doubles the right bits each time.
  let found = odd;
  for (let i = 0; i < 5; i++) found = Math.imul(found, 2 - Math.imul(odd, found));
  return found;
}

/**
 * Things are named by a kind of 64 and a number (`keyOf`). 4,096 numbers of one kind in a row stand side by side: what happens to one request after
 * another is found in memory that is at hand.
 */
function hash(thing: number): number {
  const run = Math.floor(thing / 262_144);
  const within = thing - run * 262_144;
  const mixed = Math.imul(run ^ ((within & 63) << 24), 0x9e_37_79_b1);
  return (mixed ^ (mixed >>> 15)) + (within >> 6);
}
