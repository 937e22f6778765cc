import type { Ledger } from '../measure/ledger';
import { REFUSAL } from '../measure/stats';
import type { KeyMemory } from '../policies/key-memory';
import type { Stock } from '../policies/stock';
import type { StockUse } from '../design/step-schema';
import { type Access, keyOf } from './access';
import { type Act, KEPT } from './act';
import type { Machinery } from './machinery';
import type { Step } from './operation';
import type { Steps } from './steps';
import type { Task } from './task';

/** What a stocked effect is, whoever does it. */
export interface StockedEffect {
  /** Number of the effect. */
  readonly effect: number;
  readonly thing: Access;
  readonly amount: number;
  readonly use: Exclude<StockUse, 'none'>;
  /** Requests in whose name it was done already; null for one that asks nobody. */
  readonly memory: KeyMemory | null;
}

/** An effect that takes from the stock of its thing, or gives back to it. Both are one step: nothing comes between. */
export class StockedEffectAct implements Act {
  constructor(
    private readonly machinery: Machinery,
    private readonly stock: Stock,
    private readonly plan: StockedEffect,
  ) {}

  run(task: Task, step: Step): Step | null {
    const { ledger, kernel, steps } = this.machinery;
    const { effect, memory } = this.plan;
    const tally = ledger.effects[effect]!;
    if (memory !== null && memory.knows(task.request, kernel.now)) {
      tally.recognised += 1;
      kernel.tracer?.effect(task, effect, true);
      return step.next;
    }
    const amount = this.move(task);
    if (amount === null) {
      tally.refused += 1;
      refuse(task, steps);
      return KEPT;
    }
    if (memory !== null) memory.remember(task.request, kernel.now);
    // A request that holds nothing gives nothing back.
    if (amount !== 0) {
      kernel.tracer?.effect(task, effect, false);
      this.record(ledger, task, amount);
    }
    return step.next;
  }

  forsake(): void {
    // It keeps nobody.
  }

  /** @returns the amount that was taken or given back; null where it was refused */
  private move(task: Task): number | null {
    const { use, amount } = this.plan;
    const thing = keyOf(task, this.plan.thing);
    switch (use) {
      case 'take':
        this.stock.take(thing, task.request, amount);
        return amount;
      case 'take-if-enough':
        return this.stock.takeIfEnough(thing, task.request, amount) ? amount : null;
      case 'give-back':
        return this.stock.giveBack(thing, task.request, amount);
    }
  }

  private record(ledger: Ledger, task: Task, amount: number): void {
    const { effect, thing } = this.plan;
    ledger.record(this.machinery.kernel.now, effect, keyOf(task, thing), amount, task.request, task.replica!.node.index);
  }
}

/** Looks whether enough is left, and takes nothing: what is true now may not be when the units are taken. */
export class StockCheckAct implements Act {
  constructor(
    private readonly steps: Steps,
    private readonly stock: Stock,
    private readonly thing: Access,
    private readonly units: number,
  ) {}

  run(task: Task, step: Step): Step | null {
    if (this.stock.left(keyOf(task, this.thing)) >= this.units) return step.next;
    refuse(task, this.steps);
    return KEPT;
  }

  forsake(): void {
    // It keeps nobody.
  }
}

function refuse(task: Task, steps: Steps): void {
  task.cause = REFUSAL;
  task.blame = task.replica!.node.index;
  steps.fail(task, REFUSAL);
}
