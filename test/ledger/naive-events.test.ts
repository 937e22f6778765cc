import { expect, test } from 'vitest';
import { ms } from '../../engine/core/units';
import { Ledger } from '../../engine/measure/ledger';
import type { BusinessInvariant } from '../../engine/policies/business-invariants';
import { Draw } from '../swarm/draw';
import { brokenBy, type EffectEvent, inOrder } from './naive-checker';

// Method: 300 seeds draw up to 120 effects over a few things, many at one moment, and every kind of invariant. The ledger, which sees one
// effect after the other, must find what the naive checker finds, which sees the whole list.

const names = ['Placed', 'Captured', 'Confirmed', 'Refunded'] as const;

function randomInvariant(draw: Draw, id: string): BusinessInvariant {
  const effect = draw.one(names);
  const other = draw.one(names.filter((name) => name !== effect));
  const within = ms(draw.one([1, 3, 10]));
  return draw.one<BusinessInvariant>([
    { id, kind: 'at-most-once', effect },
    { id, kind: 'exactly-once', effect, after: other, within },
    { id, kind: 'implies', effect, follows: other, within },
    { id, kind: 'sum', add: [effect], subtract: [other], stock: draw.int(0, 5) },
    { id, kind: 'balanced', effect, by: names.filter((name) => name !== effect).slice(0, draw.int(1, 3)), within },
  ]);
}

test.each(Array.from({ length: 300 }, (_, seed) => seed))('seed %i: the ledger finds what the naive checker finds', (seed) => {
  const draw = new Draw(seed);
  const invariants = draw.times(4, () => 0).map((_, i) => randomInvariant(draw, `i${i}`));
  const ledger = new Ledger();
  ledger.configure(invariants);
  const events: EffectEvent[] = [];
  let now = 0;
  for (let request = 0; request < draw.int(1, 120); request++) {
    now += ms(draw.one([0, 0, 0.5, 1, 4]));
    const event = { at: now, effect: draw.one(names), thing: draw.int(0, 4), amount: draw.int(0, 3), request };
    events.push(event);
    ledger.record(now, ledger.numberOf(event.effect), event.thing, event.amount, request, 0);
    if (draw.chance(0.1)) ledger.settle(now);
  }
  const end = now + ms(draw.one([0, 1, 100]));
  ledger.settle(end);
  for (const [i, invariant] of invariants.entries()) {
    const { first, violations } = ledger.keepers[i]!;
    const found = first.map(({ at, thing, breach, amount }) => ({ at, thing, breach, amount })).toSorted(inOrder);
    const expected = brokenBy(invariant, events, end);
    expect(violations).toBe(expected.length);
    expect(found).toEqual(expected.slice(0, 100));
  }
});
