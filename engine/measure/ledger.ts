import type { BusinessInvariant } from '../policies/business-invariants';
import { RowTable } from '../core/row-table';
import { Fact, type Keeper, makeKeeper, MOST_THINGS, partsOf } from './invariant-keepers';

interface Watcher {
  readonly keeper: Keeper;
  readonly part: number;
}

/** One kind of effect, and what became of it in the whole run. */
export class EffectTally {
  /** Times that it happened. */
  count = 0;
  /** Sum of the amounts. */
  amount = 0;
  /** Times that it would have happened again and was recognised instead. */
  recognised = 0;
  /** Times that it was refused, since too few units were left. */
  refused = 0;
  watchers: readonly Watcher[] = [];
  constructor(readonly name: string) {}
}

/**
 * The business facts of a run, and the claims over them. Effects are counted in the whole run, the warm-up included: money that was taken
 * twice was taken twice. Knows things by one number each.
 */
export class Ledger {
  readonly effects: EffectTally[] = [];
  keepers: readonly Keeper[] = [];
  private readonly fact = new Fact();
  /** One row for each thing, with what each invariant knows of it: an effect looks its thing up once, however many watch. */
  private records: RowTable;
  /** Hears of requests that broke an invariant. To be set before the invariants are. */
  onViolation: ((requests: readonly number[]) => void) | null = null;

  /** @param most things that are remembered, and obligations of each invariant; a power of two */
  constructor(private readonly most = MOST_THINGS) {
    this.records = new RowTable(0, most);
  }

  /** Number of the effect of this name. */
  numberOf(name: string): number {
    const known = this.effects.findIndex((effect) => effect.name === name);
    if (known >= 0) return known;
    this.effects.push(new EffectTally(name));
    return this.effects.length - 1;
  }

  /** Takes over the invariants. Those that were there already, word for word, go on; new ones count from now. */
  configure(invariants: readonly BusinessInvariant[]): void {
    const old = new Map(this.keepers.map((keeper) => [JSON.stringify(keeper.invariant), keeper]));
    this.keepers = invariants.map((invariant) => old.get(JSON.stringify(invariant)) ?? makeKeeper(invariant, this.most));
    for (const keeper of this.keepers) keeper.onViolation = this.onViolation;
    const known = [...old.values()];
    // Most edits leave the invariants as they are: then all that is known stays where it is.
    if (known.length !== this.keepers.length || known.some((keeper, i) => keeper !== this.keepers[i])) this.arrange(new Set(known));
    for (const effect of this.effects) effect.watchers = [];
    for (const keeper of this.keepers) {
      for (const { effect, part } of partsOf(keeper.invariant)) {
        const tally = this.effects[this.numberOf(effect)]!;
        tally.watchers = [...tally.watchers, { keeper, part }];
      }
    }
  }

  /** Gives each invariant its cells in the rows. @param known those that have some already, which go with them */
  private arrange(known: ReadonlySet<Keeper>): void {
    const starts: number[] = [];
    let width = 0;
    for (const keeper of this.keepers) {
      starts.push(width);
      width += keeper.width;
    }
    const moves = this.keepers.flatMap((keeper, i) =>
      known.has(keeper) ? { from: keeper.from, to: starts[i]!, count: keeper.width } : [],
    );
    this.records = this.records.reshaped(width, moves);
    this.keepers.forEach((keeper, i) => keeper.settleIn(this.records, starts[i]!));
    this.records.onForget = (cell) => {
      for (const keeper of this.keepers) keeper.forgets(cell);
    };
  }

  /** An effect happened. `now` never goes back. [ns] */
  record(now: number, effect: number, thing: number, amount: number, request: number, node: number): void {
    const { fact } = this;
    fact.at = now;
    fact.thing = thing;
    fact.amount = amount;
    fact.request = request;
    fact.node = node;
    this.happened(this.effects[effect]!);
  }

  private happened(tally: EffectTally): void {
    const { fact } = this;
    const { watchers } = tally;
    tally.count += 1;
    tally.amount += fact.amount;
    if (watchers.length === 0) return;
    const row = this.records.rowOf(fact.thing);
    for (let i = 0; i < watchers.length; i++) {
      const { keeper, part } = watchers[i]!;
      // What fell due before is looked at as it was then. Only here can that change.
      if (keeper.due < fact.at) keeper.settle(fact.at);
      keeper.record(fact, row, part);
    }
  }

  /** Looks at all that fell due before `now`. To be called before the ledger is read. [ns] */
  settle(now: number): void {
    for (const keeper of this.keepers) keeper.settle(now);
  }
}
