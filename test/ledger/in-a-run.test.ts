import { describe, expect, test } from 'vitest';
import { resolve } from '../../engine/design/resolve';
import type { Design } from '../../engine/design/schema';
import { figure, type FigureId } from '../../engine/policies/figures';
import { Simulation } from '../../engine/simulate/simulation';
import { Draw } from '../swarm/draw';
import { brokenBy, type EffectEvent } from './naive-checker';
import { type Care, randomCheckout } from './random-checkout';

const END = 6e9;

/** A run, and every effect of it. */
function played(design: Design, seed: number) {
  const resolved = resolve(design);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  const simulation = new Simulation(resolved.value, seed);
  const { ledger } = simulation.model;
  const events: EffectEvent[] = [];
  const record = ledger.record.bind(ledger);
  ledger.record = (at, effect, thing, amount, request, node) => {
    events.push({ at, effect: ledger.effects[effect]!.name, thing, amount, request });
    record(at, effect, thing, amount, request, node);
  };
  simulation.runUntil(END);
  ledger.settle(END);
  return { simulation, ledger, events, invariants: resolved.value.invariants };
}

const figuresOf = (simulation: Simulation, node: string, ...ids: FigureId[]): number =>
  ids.reduce((sum, id) => sum + simulation.model.node(node)!.stats.figures!.values[figure[id]]!, 0);

const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
const careOf = (draw: Draw): Care => ({ outbox: draw.chance(0.5), idempotent: draw.chance(0.5), saga: draw.chance(0.5) });

describe('the ledger tells the truth', () => {
  // Method: 100 seeds draw checkouts, protected or not, with retries, redelivery and crashes. A separate, naive checker that sees every effect
  // of the run must find the same violations.
  test.each(seeds(100))('seed %i', (seed) => {
    const draw = new Draw(seed);
    const { ledger, events, invariants } = played(randomCheckout(draw, careOf(draw)), seed);
    expect(events.length).toBeGreaterThan(20);
    for (const [i, invariant] of invariants.entries()) {
      const { first, violations } = ledger.keepers[i]!;
      const expected = brokenBy(invariant, events, END);
      const found = first.map(({ at, thing, breach, amount }) => ({ at, thing, breach, amount }));
      expect(violations).toBe(expected.length);
      // The first ones are kept whole.
      expect(expected).toEqual(expect.arrayContaining(found));
    }
  });

  // Method: 30 seeds each. Nothing but the way of taking differs, and all else that goes wrong goes wrong in both.
  const oversold = (stock: 'take' | 'take-if-enough') =>
    seeds(30).map((seed) => {
      const { ledger, invariants } = played(randomCheckout(new Draw(seed), { outbox: true, idempotent: true, saga: true, stock }), seed);
      return ledger.keepers[invariants.findIndex(({ id }) => id === 'stock')]!.amount;
    });

  test('who takes only what is left never sells more than there is, whatever crashes or comes twice', () => {
    expect(oversold('take-if-enough').filter((units) => units > 0)).toEqual([]);
  });

  test('who looks first and takes later does', () => {
    expect(oversold('take').filter((units) => units > 0).length).toBeGreaterThan(5);
  });

  test('unprotected checkouts do break invariants, so that there is something to find', () => {
    const all = seeds(10).map((seed) => {
      const { ledger } = played(randomCheckout(new Draw(seed), { outbox: false, idempotent: false, saga: false }), seed);
      return ledger.keepers.reduce((sum, { violations }) => sum + violations, 0);
    });
    expect(Math.min(...all)).toBeGreaterThan(0);
  });
});

describe('with idempotency on, effects happen once, whatever crashes', () => {
  // 300 seeds, each with an outbox and crashes of any service.
  test.each(seeds(300))('seed %i', (seed) => {
    const draw = new Draw(seed);
    const { ledger, simulation } = played(randomCheckout(draw, { outbox: true, idempotent: true, saga: draw.chance(0.7) }), seed);
    const broken = ledger.keepers.filter(({ violations }) => violations > 0).map(({ invariant }) => invariant.id);
    expect(broken).not.toContain('charged-once');
    expect(broken).not.toContain('mailed-once');
    expect(ledger.effects.find(({ name }) => name === 'Confirmed')!.count).toBeLessThanOrEqual(
      ledger.effects.find(({ name }) => name === 'Placed')!.count,
    );
    // Every message that was committed gets out, since the relay outlives all crashes; packets that were lost take their time.
    simulation.runUntil(10 * END);
    expect(figuresOf(simulation, 'orders', 'outbox-waiting')).toBe(0);
  });
});

test('sagas are conserved: what was begun runs, is being undone, is stuck, done or undone', () => {
  let begun = 0;
  for (const seed of seeds(60)) {
    const { simulation } = played(randomCheckout(new Draw(seed), { outbox: true, idempotent: true, saga: true }), seed);
    const ended = figuresOf(simulation, 'orders', 'sagas-running', 'sagas-compensating', 'sagas-stuck', 'sagas-done', 'sagas-compensated');
    expect(ended).toBe(figuresOf(simulation, 'orders', 'sagas-started'));
    begun += ended;
  }
  expect(begun).toBeGreaterThan(1000);
});

test('a run is the same twice, to the bit', () => {
  const design = () => randomCheckout(new Draw(7), { outbox: true, idempotent: true, saga: true });
  expect(played(design(), 7).simulation.digest).toBe(played(design(), 7).simulation.digest);
});
