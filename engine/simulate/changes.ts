import { type Result, success } from '../core/problem';
import { editWords } from '../design/edit-words';
import { apply } from '../design/edits';
import { resolve } from '../design/resolve';
import { type Design, type ResolvedDesign, zFault } from '../design/schema';
import type { RunChange } from './record';
import type { Simulation } from './simulation';

/** Hand-made changes, each at its time. */
export class Changes {
  private next = 0;

  private readonly changes: readonly RunChange[];

  constructor(
    private design: Design,
    /** The design as it is now. */
    public resolved: ResolvedDesign,
    changes: readonly RunChange[] = [],
  ) {
    this.changes = changes.toSorted((a, b) => a.at - b.at);
  }

  nextAt(): number {
    return this.changes[this.next]?.at ?? Infinity;
  }

  applyUntil(now: number, simulation: Simulation): Result<void> {
    for (; this.nextAt() <= now; this.next++) {
      const change = this.changes[this.next]!;
      if (change.kind === 'heal') simulation.heal(change.fault);
      else if (change.kind === 'inject') simulation.inject(zFault.parse(change.fault));
      else {
        const { subject, text } = editWords(change.edit, this.design);
        this.design = apply(this.design, change.edit);
        const resolved = resolve(this.design);
        if (!resolved.ok) return resolved;
        this.resolved = resolved.value;
        simulation.change(resolved.value, text, subject);
      }
    }
    return success(undefined);
  }
}
