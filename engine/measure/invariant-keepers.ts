import type { BusinessInvariant } from '../policies/business-invariants';
import { RowTable } from '../core/row-table';
import { Obligations } from './obligations';

/** Things that the invariants remember at most, and obligations that each does. */
export const MOST_THINGS = 2 ** 19;
/** Violations of each invariant that are kept whole; the others are counted. */
const MOST_KEPT = 100;

/** How an invariant was broken. */
export type Breach = 'surplus' | 'missing' | 'over' | 'unbalanced';

export interface Violation {
  /** When it was so: the effect that was too much, or the end of the time for one that was missing. [ns] */
  readonly at: number;
  readonly breach: Breach;
  /** Key of the thing. */
  readonly thing: number;
  /** Numbers of the requests that did it, the latest one last. */
  readonly requests: readonly number[];
  /** Numbers of the nodes where they did it, in the same order. */
  readonly nodes: readonly number[];
  /** Part of the amount that should not be, or that should. */
  readonly amount: number;
}

/** The table of an invariant that nobody has given one yet. */
const NOWHERE = new RowTable(0, 1);

// Cells of an invariant in a thing's row.
const COUNT = 0;
const REQUEST = 1;
const NODE = 2;

/** An effect that happened. One object tells of them all: numbers in it are passed on without making new ones. */
export class Fact {
  /** [ns] */
  at = 0.5;
  /** Key of the thing. */
  thing = 0.5;
  amount = 0.5;
  /** Number of the request that did it. */
  request = 0.5;
  /** Number of the node where it was done. */
  node = 0;
}

/**
 * Watches one invariant. What it knows of a thing lies in the thing's row, beside what the others know of it. That memory is bounded; what it had
 * to forget it counts.
 */
export abstract class Keeper {
  violations = 0;
  /** Sum of the violations' amounts. */
  amount = 0;
  /** The first ones. */
  readonly first: Violation[] = [];
  /** Hears of the requests that broke it; null when nobody cares. */
  onViolation: ((requests: readonly number[]) => void) | null = null;
  /** Things of which it knew something, and which had to be forgotten. */
  private lost = 0;
  /** The rows of all things, and where its own cells begin in each. */
  protected records = NOWHERE;
  from = 0;

  constructor(
    readonly invariant: BusinessInvariant,
    /** Cells that it has in each row. */
    readonly width: number,
  ) {}

  /** To be called before anything is recorded, and whenever its cells have moved. */
  settleIn(records: RowTable, from: number): void {
    this.records = records;
    this.from = from;
  }

  /** The thing whose row begins at `cell` is about to be forgotten. */
  forgets(cell: number): void {
    const { cells } = this.records;
    const at = cell + this.from;
    for (let i = 0; i < this.width; i++) {
      if (cells[at + i] === 0) continue;
      this.lost += 1;
      return;
    }
  }

  /** Things and obligations that were forgotten before their end: later violations of theirs are not seen. */
  get forgotten(): number {
    return this.lost;
  }

  /** Where its cells of this row begin. */
  protected cellOf(row: number): number {
    return this.records.cellOf(row) + this.from;
  }

  /** Obligations that are not met and whose time is not over. */
  get open(): number {
    return 0;
  }

  /** No obligation falls due before this; Infinity without any. [ns] */
  due = Infinity;

  /** An effect that the invariant speaks of, in the role `part`. @param row of its thing */
  abstract record(fact: Fact, row: number, part: number): void;

  /** Looks at the obligations that fell due before `now`. [ns] */
  settle(_now: number): void {}

  /** It happened to the thing before, as the cells from `cell` on tell. */
  protected again({ at, thing, amount, request, node }: Fact, cell: number): void {
    const { cells } = this.records;
    this.violated(at, 'surplus', thing, amount, [cells[cell + REQUEST]!, request], [cells[cell + NODE]!, node]);
  }

  protected violated(at: number, breach: Breach, thing: number, amount: number, requests: number[], nodes: number[]): void {
    this.violations += 1;
    this.amount += amount;
    this.onViolation?.(requests);
    if (this.first.length < MOST_KEPT) this.first.push({ at, breach, thing, requests, nodes, amount });
  }
}

/** Roles of effects in an invariant, as `record` is told. */
export const Part = { main: 0, other: 1 } as const;

class AtMostOnce extends Keeper {
  constructor(invariant: BusinessInvariant) {
    super(invariant, 3);
  }

  record(fact: Fact, row: number): void {
    const at = this.cellOf(row);
    const { cells } = this.records;
    if (cells[at + COUNT]! > 0) this.again(fact, at);
    cells[at + COUNT]! += 1;
    cells[at + REQUEST] = fact.request;
    cells[at + NODE] = fact.node;
  }
}

/** What falls due a fixed time after the effect that promised it. */
abstract class Dated extends Keeper {
  protected readonly obligations: Obligations;

  constructor(
    invariant: BusinessInvariant,
    width: number,
    protected readonly within: number,
    most: number,
  ) {
    super(invariant, width);
    this.obligations = new Obligations(most);
  }

  override get open(): number {
    return this.obligations.unmet((row, ordinal) => this.isOver(row, ordinal));
  }

  protected promise({ at, amount, request, node }: Fact, row: number, ordinal: number): void {
    const { obligations } = this;
    obligations.push(at + this.within, row, ordinal, amount, request, node);
    // What is met stays met. So the line is as long as the oldest that is not, and mostly nothing ever falls due.
    while (obligations.length > 1 && this.isOver(obligations.firstRow, obligations.firstOrdinal)) obligations.skip();
    this.due = obligations.next;
  }

  /** Whether nothing can come of it any more. */
  private isOver(row: number, ordinal: number): boolean {
    return !this.records.remembers(row) || this.isMet(this.cellOf(row), ordinal);
  }

  override get forgotten(): number {
    return super.forgotten + this.obligations.dropped;
  }

  override settle(now: number): void {
    const { obligations, records } = this;
    while (obligations.next < now) {
      obligations.take();
      const { due, row, ordinal, amount, request, node } = obligations;
      if (this.isOver(row, ordinal)) continue;
      this.violated(due, this.breach(ordinal), records.thingOf(row), amount, [request], [node]);
    }
    this.due = obligations.next;
  }

  /** Whether the thing whose cells begin at `at` has what it owes. */
  protected abstract isMet(at: number, ordinal: number): boolean;
  protected abstract breach(ordinal: number): Breach;
}

const PROMISED = 3;

/** The promise is made once, by the first effect of a thing. */
class Implies extends Dated {
  constructor(
    invariant: BusinessInvariant,
    within: number,
    private readonly once: boolean,
    most: number,
  ) {
    super(invariant, 4, within, most);
  }

  record(fact: Fact, row: number, part: number): void {
    const at = this.cellOf(row);
    const { cells } = this.records;
    if (part === Part.other) {
      if (cells[at + PROMISED] === 0 && cells[at + COUNT] === 0) this.promise(fact, row, 1);
      cells[at + PROMISED] = 1;
      return;
    }
    if (this.once && cells[at + COUNT]! > 0) this.again(fact, at);
    cells[at + COUNT]! += 1;
    cells[at + REQUEST] = fact.request;
    cells[at + NODE] = fact.node;
  }

  protected override isMet(at: number): boolean {
    return this.records.cells[at + COUNT]! > 0;
  }

  protected override breach(): Breach {
    return 'missing';
  }
}

class Sum extends Keeper {
  constructor(
    invariant: BusinessInvariant,
    private readonly stock: number,
  ) {
    super(invariant, 1);
  }

  record(fact: Fact, row: number, part: number): void {
    const cell = this.cellOf(row);
    const { cells } = this.records;
    if (part === Part.other) {
      cells[cell]! -= fact.amount;
      return;
    }
    cells[cell]! += fact.amount;
    const over = cells[cell]! - this.stock;
    if (over > 0) this.exceeded(fact, over);
  }

  private exceeded({ at, thing, amount, request, node }: Fact, over: number): void {
    if (amount > 0) this.violated(at, 'over', thing, Math.min(over, amount), [request], [node]);
  }
}

const ANSWERS = 1;

/** The k-th effect of a thing and its k-th answer belong together, whichever comes first. */
class Balanced extends Dated {
  constructor(invariant: BusinessInvariant, within: number, most: number) {
    super(invariant, 2, within, most);
  }

  record(fact: Fact, row: number, part: number): void {
    const { cells } = this.records;
    const at = this.cellOf(row);
    const place = at + (part === Part.other ? ANSWERS : COUNT);
    const count = cells[place]! + 1;
    cells[place] = count;
    // The sign says whose turn it was.
    const ordinal = part === Part.other ? -count : count;
    if (!this.isMet(at, ordinal)) this.promise(fact, row, ordinal);
  }

  protected override isMet(at: number, ordinal: number): boolean {
    const { cells } = this.records;
    return ordinal > 0 ? cells[at + ANSWERS]! >= ordinal : cells[at + COUNT]! >= -ordinal;
  }

  protected override breach(ordinal: number): Breach {
    return ordinal > 0 ? 'unbalanced' : 'surplus';
  }
}

/** @param most obligations remembered; a power of two */
export function makeKeeper(invariant: BusinessInvariant, most: number): Keeper {
  switch (invariant.kind) {
    case 'at-most-once':
      return new AtMostOnce(invariant);
    case 'exactly-once':
      return new Implies(invariant, invariant.within, true, most);
    case 'implies':
      return new Implies(invariant, invariant.within, false, most);
    case 'sum':
      return new Sum(invariant, invariant.stock);
    case 'balanced':
      return new Balanced(invariant, invariant.within, most);
  }
}

/** The effects that a keeper wants to hear of, with their roles. */
export function partsOf(invariant: BusinessInvariant): { readonly effect: string; readonly part: number }[] {
  const main = (effect: string) => ({ effect, part: Part.main });
  const other = (effect: string) => ({ effect, part: Part.other });
  switch (invariant.kind) {
    case 'at-most-once':
      return [main(invariant.effect)];
    case 'exactly-once':
      return [other(invariant.after), main(invariant.effect)];
    case 'implies':
      return [other(invariant.effect), main(invariant.follows)];
    case 'sum':
      return [...invariant.add.map(main), ...invariant.subtract.map(other)];
    case 'balanced':
      return [main(invariant.effect), ...invariant.by.map(other)];
  }
}
