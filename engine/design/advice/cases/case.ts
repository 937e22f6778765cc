import type { Design } from '../../schema';

/** One design that has a weakness, and one that is nearly the same and has not. */
export interface AdviceCase {
  /** Code of the finding. */
  readonly rule: string;
  readonly has: Design;
  /** What is said of it: severity, code, place. */
  readonly told: string;
  readonly hasNot: Design;
}
