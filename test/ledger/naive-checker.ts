import type { BusinessInvariant } from '../../engine/policies/business-invariants';

/** One effect as it happened. */
export interface EffectEvent {
  readonly at: number;
  readonly effect: string;
  readonly thing: number;
  readonly amount: number;
  readonly request: number;
}

/** When and of what an invariant was broken: what the ledger must say too. */
export interface Broken {
  readonly at: number;
  readonly thing: number;
  readonly breach: string;
  readonly amount: number;
}

/** Recomputes an invariant from everything that happened, thing by thing, in the plainest way. `end` is the end of the run. */
export function brokenBy(invariant: BusinessInvariant, events: readonly EffectEvent[], end: number): Broken[] {
  const things = [...new Set(events.map(({ thing }) => thing))];
  return things
    .flatMap((thing) => {
      const mine = events.filter((event) => event.thing === thing);
      return brokenFor(invariant, mine, end).map((broken) => ({ ...broken, thing }));
    })
    .toSorted(inOrder);
}

export const inOrder = (a: Broken, b: Broken): number =>
  a.at - b.at || a.thing - b.thing || a.breach.localeCompare(b.breach) || a.amount - b.amount;

type OfOneThing = Omit<Broken, 'thing'>;

function brokenFor(invariant: BusinessInvariant, events: readonly EffectEvent[], end: number): OfOneThing[] {
  const of = (...names: readonly string[]): EffectEvent[] => events.filter(({ effect }) => names.includes(effect));
  const surplus = (some: readonly EffectEvent[]): OfOneThing[] =>
    some.slice(1).map(({ at, amount }) => ({ at, amount, breach: 'surplus' }));
  const missing = (promises: readonly EffectEvent[], kept: readonly EffectEvent[], within: number): OfOneThing[] =>
    promises.slice(0, 1).flatMap(({ at, amount }) => {
      const due = at + within;
      return due < end && !kept.some((event) => event.at <= due) ? [{ at: due, amount, breach: 'missing' }] : [];
    });
  switch (invariant.kind) {
    case 'at-most-once':
      return surplus(of(invariant.effect));
    case 'exactly-once':
      return [...surplus(of(invariant.effect)), ...missing(of(invariant.after), of(invariant.effect), invariant.within)];
    case 'implies':
      return missing(of(invariant.effect), of(invariant.follows), invariant.within);
    case 'sum': {
      const out: OfOneThing[] = [];
      events.forEach((event, i) => {
        if (!invariant.add.includes(event.effect)) return;
        const total = (names: readonly string[]): number =>
          events.slice(0, i + 1).reduce((sum, { effect, amount }) => sum + (names.includes(effect) ? amount : 0), 0);
        const over = total(invariant.add) - total(invariant.subtract) - invariant.stock;
        if (over > 0 && event.amount > 0) out.push({ at: event.at, amount: Math.min(over, event.amount), breach: 'over' });
      });
      return out;
    }
    case 'balanced': {
      const effects = of(invariant.effect);
      const answers = of(...invariant.by);
      const alone = (some: readonly EffectEvent[], others: readonly EffectEvent[], breach: string): OfOneThing[] =>
        some.flatMap(({ at, amount }, k) => {
          const due = at + invariant.within;
          const partner = others[k];
          return due < end && !(partner !== undefined && partner.at <= due) ? [{ at: due, amount, breach }] : [];
        });
      return [...alone(effects, answers, 'unbalanced'), ...alone(answers, effects, 'surplus')];
    }
  }
}
