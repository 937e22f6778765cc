import type { Act } from './act';
import type { Replica } from './model';
import type { Step } from './operation';
import type { Task } from './task';

/**
 * What a data node keeps, and what a call does with it. Its acts stand around the work of each of its operations:
 * before → work and the operation's other steps → after → (on a miss) calls of the obvious operation → last.
 */
export interface Store {
  readonly before: Act | null;
  readonly after: Act | null;
  /** Where the obvious operation has asked further; null where nothing is done with what came of that. */
  readonly last: Act | null;
  /** Things that it had to forget for want of room; left out where nothing it keeps can be forgotten so. */
  readonly forgotten?: number;
  /** What follows from that, in words. */
  readonly forgetting?: string;
  /** A replica has died, with what it kept in memory. */
  crashed(replica: Replica): void;
  /** Forgets all that is kept only for speed. */
  flush?(): void;
  /** Whether the obvious operation asks further what it was asked itself, and `last` is told of failures too: by the task's cause. */
  readonly relays?: true;
  /** Told after each edit what the obvious operation asks further; null for nothing. */
  link?(further: Step | null): void;
  /** A task with the flag `loading` is taken apart. */
  forsaken?(task: Task): void;
  /** Replicas came or went. */
  fleetChanged?(): void;
  /** Whether calls may be sent to the replica as things stand; left out where they go to each. */
  serves?(replica: Replica): boolean;
  /** A piece of work that the store itself has begun is over. */
  partOver?(part: Task, ok: boolean): void;
  /** A call leaves the node, however it ended. */
  left?(task: Task): void;
}
