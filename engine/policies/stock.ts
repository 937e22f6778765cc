import { RowTable } from '../core/row-table';

/** Things, and requests that hold units, which are remembered at most. A power of two. */
const MOST = 2 ** 19;

/** Units of a kind of thing, as many of each at the start, and who has taken them. Amounts below what there is are not prevented here. */
export class Stock {
  private readonly taken: RowTable;
  /** Units that each request has taken and not given back. */
  private readonly held: RowTable;

  constructor(
    /** Units of each thing at the start. */
    public units: number,
    most = MOST,
  ) {
    this.taken = new RowTable(1, most);
    this.held = new RowTable(1, most);
  }

  /** Things whose units are full again, and requests that have nothing to give back any more, for want of room. */
  get forgotten(): number {
    return this.taken.forgotten + this.held.forgotten;
  }

  /** Units of the thing that are left; below 0 where more were taken than there were. */
  left(thing: number): number {
    const { taken } = this;
    const row = taken.find(thing);
    return row < 0 ? this.units : this.units - taken.cells[taken.cellOf(row)]!;
  }

  /** Takes units off, however few are left. */
  take(thing: number, request: number, units: number): void {
    this.move(thing, request, units);
  }

  /** Takes units off if there are as many. @returns whether it has */
  takeIfEnough(thing: number, request: number, units: number): boolean {
    if (this.left(thing) < units) return false;
    this.move(thing, request, units);
    return true;
  }

  /** Gives back what the request has taken of the thing, up to so many units. @returns how many those are */
  giveBack(thing: number, request: number, units: number): number {
    const { held } = this;
    const row = held.find(request * APART);
    const has = row < 0 ? 0 : held.cells[held.cellOf(row)]!;
    const back = Math.min(has, units);
    if (back > 0) this.move(thing, request, -back);
    return Math.max(0, back);
  }

  private move(thing: number, request: number, units: number): void {
    const { taken, held } = this;
    // A new row may make the table move its cells: the row comes first.
    const things = taken.cellOf(taken.rowOf(thing));
    taken.cells[things]! += units;
    const requests = held.cellOf(held.rowOf(request * APART));
    held.cells[requests]! += units;
  }
}

/** Requests follow each other: so they lie side by side in the table. */
const APART = 64;
