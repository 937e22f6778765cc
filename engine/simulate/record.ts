import type { Edit } from '../design/edits';
import type { Design, DesignFault } from '../design/schema';

/** A hand-made change and the simulated time at which it was made. [ns] */
export type RunChange =
  | { readonly at: number; readonly kind: 'edit'; readonly edit: Edit }
  | { readonly at: number; readonly kind: 'inject'; readonly fault: DesignFault }
  | { readonly at: number; readonly kind: 'heal'; readonly fault: string };

/** What makes a run what it is: run it again with these and get the same digest. */
export interface RunPlan {
  readonly seed: number;
  /** As it was at time 0. */
  readonly design: Design;
  readonly changes: readonly RunChange[];
}

/** A plan, and how far it was run. */
export interface RunRecord extends RunPlan {
  /** Simulated time reached. [ns] */
  readonly time: number;
  readonly digest: string;
}
