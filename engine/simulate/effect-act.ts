import type { Ledger } from '../measure/ledger';
import type { KeyMemory } from '../policies/key-memory';
import { type Access, keyOf } from './access';
import type { Act } from './act';
import type { Kernel } from './kernel';
import type { Step } from './operation';
import type { Task } from './task';

/** A lasting business fact: it goes into the ledger, whoever still waits for the call, and whatever dies afterwards. */
export class EffectAct implements Act {
  constructor(
    private readonly kernel: Kernel,
    private readonly ledger: Ledger,
    /** Number of the effect. */
    private readonly effect: number,
    private readonly thing: Access,
    private readonly amount: number,
    /** Requests in whose name it was done already; null for one that asks nobody. */
    private readonly memory: KeyMemory | null,
  ) {}

  run(task: Task, step: Step): Step | null {
    const { ledger, memory } = this;
    const { now } = this.kernel;
    if (memory !== null && !memory.isNew(task.request, now)) {
      ledger.effects[this.effect]!.recognised += 1;
      this.kernel.tracer?.effect(task, this.effect, true);
      return step.next;
    }
    this.kernel.tracer?.effect(task, this.effect, false);
    ledger.record(now, this.effect, keyOf(task, this.thing), this.amount, task.request, task.replica!.node.index);
    return step.next;
  }

  forsake(): void {
    // It keeps nobody.
  }
}
