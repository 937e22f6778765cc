import { describe, expect, test } from 'vitest';
import { ms } from '../core/units';
import type { BusinessInvariant } from '../policies/business-invariants';
import { Ledger } from './ledger';

interface Happened {
  readonly at: number;
  readonly effect: string;
  readonly thing?: number;
  readonly amount?: number;
}

const within = ms(10);

/** The ledger after these effects, and its first invariant's violations as [time in ms, thing, breach, amount]. */
function kept(invariant: BusinessInvariant, effects: readonly Happened[], end: number, most?: number) {
  const ledger = new Ledger(most);
  ledger.configure([invariant]);
  effects.forEach(({ at, effect, thing = 7, amount = 1 }, request) =>
    ledger.record(ms(at), ledger.numberOf(effect), thing, amount, request, 3),
  );
  ledger.settle(ms(end));
  const [keeper] = ledger.keepers;
  return { ledger, keeper: keeper!, broken: keeper!.first.map(({ at, thing, breach, amount }) => [at / 1e6, thing, breach, amount]) };
}

describe('at most once', () => {
  const invariant: BusinessInvariant = { id: 'once', kind: 'at-most-once', effect: 'Charged' };

  test('every one after the first is a violation of its thing alone, and names both requests', () => {
    const { keeper, broken } = kept(
      invariant,
      [
        { at: 1, effect: 'Charged', thing: 1, amount: 20 },
        { at: 2, effect: 'Charged', thing: 2, amount: 30 },
        { at: 3, effect: 'Charged', thing: 1, amount: 20 },
        { at: 4, effect: 'Charged', thing: 1, amount: 20 },
        { at: 4, effect: 'Shipped', thing: 2 },
      ],
      5,
    );
    expect(broken).toEqual([
      [3, 1, 'surplus', 20],
      [4, 1, 'surplus', 20],
    ]);
    expect(keeper.first.map(({ requests }) => requests)).toEqual([
      [0, 2],
      [2, 3],
    ]);
    expect(keeper.violations).toBe(2);
    expect(keeper.amount).toBe(40);
  });
});

describe('implies', () => {
  const invariant: BusinessInvariant = { id: 'kept', kind: 'implies', effect: 'Paid', follows: 'Confirmed', within };

  test('at the last moment is in time, a nanosecond later is not', () => {
    const onTime = [
      { at: 1, effect: 'Paid' },
      { at: 11, effect: 'Confirmed' },
    ];
    expect(kept(invariant, onTime, 20).broken).toEqual([]);
    const late = [
      { at: 1, effect: 'Paid' },
      { at: 11.000001, effect: 'Confirmed' },
    ];
    expect(kept(invariant, late, 20).broken).toEqual([[11, 7, 'missing', 1]]);
  });

  test('what has happened before counts, and what is not due is open', () => {
    const early = [
      { at: 1, effect: 'Confirmed' },
      { at: 50, effect: 'Paid' },
    ];
    expect(kept(invariant, early, 100).broken).toEqual([]);
    const open = kept(invariant, [{ at: 1, effect: 'Paid' }], 11);
    expect(open.broken).toEqual([]);
    expect(open.keeper.open).toBe(1);
  });
});

test('exactly once is missed by none and by two', () => {
  const invariant: BusinessInvariant = { id: 'one', kind: 'exactly-once', effect: 'Shipped', after: 'Paid', within };
  const { broken } = kept(
    invariant,
    [
      { at: 1, effect: 'Paid', thing: 1 },
      { at: 1, effect: 'Paid', thing: 2 },
      { at: 2, effect: 'Shipped', thing: 2 },
      { at: 3, effect: 'Shipped', thing: 2 },
    ],
    100,
  );
  expect(broken).toEqual([
    [3, 2, 'surplus', 1],
    [11, 1, 'missing', 1],
  ]);
});

test('a sum over stock is a violation for each effect that leaves it so, by what it added of the excess', () => {
  const invariant: BusinessInvariant = { id: 'stock', kind: 'sum', add: ['Reserved'], subtract: ['Released'], stock: 3 };
  const { broken } = kept(
    invariant,
    [
      { at: 1, effect: 'Reserved', amount: 2 },
      { at: 2, effect: 'Reserved', amount: 2 },
      { at: 3, effect: 'Released', amount: 2 },
      { at: 4, effect: 'Reserved', amount: 1 },
      { at: 5, effect: 'Reserved', amount: 1 },
    ],
    10,
  );
  expect(broken).toEqual([
    [2, 7, 'over', 1],
    [5, 7, 'over', 1],
  ]);
});

test('a balanced effect is answered one for one: two captures and one refund leave one open', () => {
  const invariant: BusinessInvariant = { id: 'money', kind: 'balanced', effect: 'Captured', by: ['Confirmed', 'Refunded'], within };
  const { broken } = kept(
    invariant,
    [
      { at: 1, effect: 'Captured', thing: 1, amount: 20 },
      { at: 2, effect: 'Captured', thing: 1, amount: 20 },
      { at: 3, effect: 'Confirmed', thing: 1 },
      { at: 5, effect: 'Refunded', thing: 2, amount: 5 },
      { at: 6, effect: 'Captured', thing: 3 },
      { at: 7, effect: 'Refunded', thing: 3 },
    ],
    100,
  );
  expect(broken).toEqual([
    [12, 1, 'unbalanced', 20],
    [15, 2, 'surplus', 5],
  ]);
});

test('memory is bounded: what was forgotten is counted, and its violations are not seen', () => {
  const invariant: BusinessInvariant = { id: 'once', kind: 'at-most-once', effect: 'Charged' };
  const twice = [...Array(20).keys(), ...Array(20).keys()].map((thing, at) => ({ at, effect: 'Charged', thing }));
  expect(kept(invariant, twice, 100, 32).keeper).toMatchObject({ violations: 20, forgotten: 0 });
  expect(kept(invariant, twice, 100, 16).keeper).toMatchObject({ violations: 0, forgotten: 24 });
});

test('an edit keeps what an invariant knows while it stays word for word', () => {
  const invariant: BusinessInvariant = { id: 'once', kind: 'at-most-once', effect: 'Charged' };
  const { ledger } = kept(invariant, [{ at: 1, effect: 'Charged' }], 2);
  const other: BusinessInvariant = { id: 'other', kind: 'balanced', effect: 'Charged', by: ['Refunded'], within };
  ledger.configure([{ ...invariant }, other]);
  ledger.record(ms(3), ledger.numberOf('Charged'), 7, 1, 1, 3);
  expect(ledger.keepers.map(({ violations }) => violations)).toEqual([1, 0]);
  // In another order, and one more before it: what each knows moves along.
  ledger.configure([{ id: 'sum', kind: 'sum', add: ['Charged'], subtract: [], stock: 0 }, other, invariant]);
  ledger.record(ms(4), ledger.numberOf('Charged'), 7, 1, 2, 3);
  ledger.settle(ms(100));
  expect(ledger.keepers.map(({ violations }) => violations)).toEqual([1, 2, 2]);
  expect(ledger.keepers[2]!.first.at(-1)!.requests).toEqual([1, 2]);
});
