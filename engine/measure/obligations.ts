const WIDTH = 6;

/** A line of things that are due, in the order in which they are due; at most so many. The oldest is let go when there is no room. */
export class Obligations {
  /** Let go before they were due. */
  dropped = 0;
  length = 0;
  // What was taken last.
  due = 0.5;
  /** Number of its row in the records. */
  row = 0.5;
  /** Which one of its thing's, from 1. */
  ordinal = 0;
  amount = 0.5;
  request = 0.5;
  node = 0;
  private head = 0;
  private room = 64;
  private cells = new Float64Array(this.room * WIDTH);

  /** @param most a power of two */
  constructor(private readonly most: number) {}

  /** When the first one is due; Infinity if there is none. [ns] */
  get next(): number {
    return this.length === 0 ? Infinity : this.cells[this.head * WIDTH]!;
  }

  /** Row and ordinal of the first one, which must be there. */
  get firstRow(): number {
    return this.cells[this.head * WIDTH + 1]!;
  }
  get firstOrdinal(): number {
    return this.cells[this.head * WIDTH + 2]!;
  }

  /** Lets the first one go. */
  skip(): void {
    this.head = (this.head + 1) & (this.room - 1);
    this.length -= 1;
  }

  push(due: number, row: number, ordinal: number, amount: number, request: number, node: number): void {
    if (this.length === this.room) {
      if (this.room < this.most) this.grow();
      else {
        this.skip();
        this.dropped += 1;
      }
    }
    const { cells } = this;
    const at = ((this.head + this.length) & (this.room - 1)) * WIDTH;
    cells[at] = due;
    cells[at + 1] = row;
    cells[at + 2] = ordinal;
    cells[at + 3] = amount;
    cells[at + 4] = request;
    cells[at + 5] = node;
    this.length += 1;
  }

  /** Takes the first one, which must be there. */
  take(): void {
    const { cells } = this;
    const at = this.head * WIDTH;
    this.skip();
    this.due = cells[at]!;
    this.row = cells[at + 1]!;
    this.ordinal = cells[at + 2]!;
    this.amount = cells[at + 3]!;
    this.request = cells[at + 4]!;
    this.node = cells[at + 5]!;
  }

  /** How many of those in line are still unmet. @param isMet told row and ordinal of each */
  unmet(isMet: (row: number, ordinal: number) => boolean): number {
    const { cells, head, room, length } = this;
    let unmet = 0;
    for (let i = 0; i < length; i++) {
      const at = ((head + i) & (room - 1)) * WIDTH;
      if (!isMet(cells[at + 1]!, cells[at + 2]!)) unmet += 1;
    }
    return unmet;
  }

  private grow(): void {
    const { cells, head, room } = this;
    const wider = new Float64Array(room * 2 * WIDTH);
    wider.set(cells.subarray(head * WIDTH));
    wider.set(cells.subarray(0, head * WIDTH), (room - head) * WIDTH);
    this.cells = wider;
    this.head = 0;
    this.room = room * 2;
  }
}
