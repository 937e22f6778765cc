/** Times in a row. */
const COUNT = 7;
/** Rows in a table. */
const ROWS = 128;

/** Rows of times, a table's worth at once: a table never moves, so a task may hold on to it. */
export class TimeTables {
  table = new Float64Array(0);
  private used = 0;

  /** Begins a row that nobody has yet, in `table`. Returns where. */
  add(): number {
    if (this.used === this.table.length) {
      this.table = new Float64Array(COUNT * ROWS);
      this.used = 0;
    }
    const row = this.used;
    this.used += COUNT;
    return row;
  }
}

/** The times of a task. [ns] As fields each would be a number object of its own, and take three times as much room. */
export abstract class TaskTimes {
  constructor(
    private readonly times: Float64Array,
    /** Where its row begins. */
    private readonly from: number,
  ) {}

  /** When it was begun first. */
  get startedAt(): number {
    return this.times[this.from]!;
  }
  set startedAt(at: number) {
    this.times[this.from] = at;
  }

  /** When its attempt was begun, or what else may time out. */
  get sentAt(): number {
    return this.times[this.from + 1]!;
  }
  set sentAt(at: number) {
    this.times[this.from + 1] = at;
  }

  /** When it reached its node. */
  get arrivedAt(): number {
    return this.times[this.from + 2]!;
  }
  set arrivedAt(at: number) {
    this.times[this.from + 2] = at;
  }

  /** Since when it waits for a worker; while it is worked on, how long its replica had paused before. */
  get since(): number {
    return this.times[this.from + 3]!;
  }
  set since(at: number) {
    this.times[this.from + 3] = at;
  }

  /** How long it has waited for workers. */
  get waited(): number {
    return this.times[this.from + 4]!;
  }
  set waited(span: number) {
    this.times[this.from + 4] = span;
  }

  /** How long it has been worked on. */
  get worked(): number {
    return this.times[this.from + 5]!;
  }
  set worked(span: number) {
    this.times[this.from + 5] = span;
  }

  /** When nobody cares for it any more. */
  get deadline(): number {
    return this.times[this.from + 6]!;
  }
  set deadline(at: number) {
    this.times[this.from + 6] = at;
  }
}
