import { TaskTimes } from './task-times';

// Where the small numbers of a task lie in one of 32 bits. V8 keeps it in the field itself as long as the two highest are free.
const PLACE = 3;
const OP = 5;
const REASON = 12;
const CAUSE = 17;
const ATTEMPT = 22;

/** The small numbers of a task, packed into one: as fields they would take eight bytes each. */
export abstract class TaskFacts extends TaskTimes {
  private facts = 0;

  /** What it is: one of `Kind`, up to 7. */
  get kind(): number {
    return this.facts & 7;
  }
  set kind(kind: number) {
    this.facts = (this.facts & ~7) | kind;
  }

  /** One of `Place`. */
  get place(): number {
    return (this.facts >> PLACE) & 3;
  }
  set place(place: number) {
    this.facts = (this.facts & ~(3 << PLACE)) | (place << PLACE);
  }

  /** What it does when its event fires: one of `Op`, up to 127. */
  get op(): number {
    return (this.facts >> OP) & 127;
  }
  set op(op: number) {
    this.facts = (this.facts & ~(127 << OP)) | (op << OP);
  }

  /** 1 for the first, up to 1023. */
  get attempt(): number {
    return this.facts >>> ATTEMPT;
  }
  set attempt(attempt: number) {
    this.facts = (this.facts & ~(1023 << ATTEMPT)) | (attempt << ATTEMPT);
  }

  /** Failure as the direct caller sees it, up to 30. */
  get reason(): number {
    return (this.facts >> REASON) & 31;
  }
  set reason(cause: number) {
    this.facts = (this.facts & ~(31 << REASON)) | (cause << REASON);
  }

  /** First cause of the failure that this task carries; -1 while all is well, up to 30. */
  get cause(): number {
    return ((this.facts >> CAUSE) & 31) - 1;
  }
  set cause(cause: number) {
    this.facts = (this.facts & ~(31 << CAUSE)) | ((cause + 1) << CAUSE);
  }
}
