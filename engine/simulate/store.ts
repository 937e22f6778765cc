import type { Act } from './act';
import type { Replica } from './model';

/**
 * What a data node keeps, and what a call does with it. Its acts stand around the work of each of its operations:
 * before → work and the operation's other steps → after → (on a miss) calls of the obvious operation → last.
 */
export interface Store {
  readonly before: Act | null;
  readonly after: Act | null;
  /** Where the obvious operation has asked further; null where nothing is done with what came of that. */
  readonly last: Act | null;
  /** A replica has died, with what it kept in memory. */
  crashed(replica: Replica): void;
}
