import { RowTable } from '../core/row-table';

/** Keys that are remembered at most, whatever their retention. A power of two. */
const MOST_KEYS = 2 ** 19;
/** Keys are handed out one after the other: so they lie side by side in the table. */
const APART = 64;

/**
 * The keys of what was done already, each for a retention: a message or request that comes again within it is recognised as a duplicate. A
 * duplicate does not prolong it. @see engine/SOURCES.md#idempotency-keys
 */
export class KeyMemory {
  /** Keys that had to go before their retention was over, since there was no room. */
  forgotten = 0;
  private readonly rows: RowTable;

  constructor(
    /** [ns] */
    public retention: number,
    private readonly most = MOST_KEYS,
  ) {
    this.rows = new RowTable(1, most);
  }

  /** Puts the key down, unless it was less than a retention ago. [ns] @returns whether it was not known */
  isNew(key: number, now: number): boolean {
    const { rows } = this;
    const { begun } = rows;
    if (begun >= this.most) return this.isNewInFull(key, now);
    const row = rows.rowOf(key * APART);
    const at = rows.cellOf(row);
    if (row < begun && now - rows.cells[at]! < this.retention) return false;
    rows.cells[at] = now;
    return true;
  }

  private isNewInFull(key: number, now: number): boolean {
    if (this.knows(key, now)) return false;
    this.remember(key, now);
    return true;
  }

  /** Whether the key was put down less than a retention ago. [ns] */
  knows(key: number, now: number): boolean {
    const { rows } = this;
    const row = rows.find(key * APART);
    return row >= 0 && now - rows.cells[rows.cellOf(row)]! < this.retention;
  }

  /** Puts the key down. [ns] */
  remember(key: number, now: number): void {
    const { rows, most } = this;
    // A ring: the new key takes the place of the oldest.
    if (rows.begun >= most && rows.find(key * APART) < 0 && now - rows.cells[rows.cellOf(rows.begun - most)]! < this.retention)
      this.forgotten += 1;
    const row = rows.rowOf(key * APART);
    rows.cells[rows.cellOf(row)] = now;
  }
}
