import type { Copies, CopiesTable } from '../policies/quorum';
import type { Task } from './task';

const MOST_SLOTS = 7;
/** An owner that has not answered. */
export const SILENT = -1;

/** One read or write on its way to the copies. Used again and again. */
export class QuorumRound {
  /** Null when nobody waits any more: it has been answered, or its caller is gone. */
  task: Task | null = null;
  write = false;
  /** Thing that it is about, with what is known of its copies; null where it is about nothing in particular. */
  copies: Copies | null = null;
  table: CopiesTable | null = null;
  home = 0;
  slots = 0;
  /** Answers that it takes, that have come, and pieces of work that are still out. */
  need = 0;
  good = 0;
  out = 0;
  /** Write: its version. Read: the newest that it has met. */
  version = 0;
  /** Read: newest version that had been acknowledged when it began. */
  committed = 0;
  /** Read: version met at each owner. */
  readonly met = new Int32Array(MOST_SLOTS);
  repairing = false;

  constructor(readonly index: number) {}
}
