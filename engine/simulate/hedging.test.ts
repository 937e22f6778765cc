import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignLink, ResolvedDesign } from '../design/schema';
import { Simulation } from './simulation';

type Policy = NonNullable<DesignLink['policy']>;

/** One request a second to something that answers after `latency`, wanted by then. */
function shop(policy: Policy, latency = '300ms', deadline?: string, errorRate = 0): ResolvedDesign {
  const design: Design = {
    version: 1,
    name: 'shop',
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 1, arrivals: 'constant' } } },
      { id: 'bank', kind: 'external', params: { latency, errorRate } },
    ],
    links: [{ id: 'pay', from: 'users', to: 'bank', protocol: 'local', policy }],
    journeys: [{ id: 'buy', client: 'users', link: 'pay', ...(deadline && { deadline }) }],
  };
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const seconds = (s: number): number => s * 1e9;
const hedge = (more: object = {}): Policy => ({ hedge: { after: { kind: 'delay', delay: '100ms' }, budget: 1, ...more } });

/** After ten requests. */
function ten(design: ResolvedDesign) {
  const simulation = new Simulation(design, 1);
  simulation.runUntil(seconds(10.9));
  const { stats } = simulation.model.link('pay')!;
  const bank = simulation.model.node('bank')!.stats;
  return { simulation, stats, bank, journey: simulation.model.journeys[0]!.stats };
}

describe('hedging', () => {
  test('sends another attempt after the delay, and tells the loser to stop', () => {
    const { stats, bank } = ten(shop(hedge()));
    expect(stats).toMatchObject({ calls: 10, ok: 10, attempts: 20, hedges: 10 });
    expect(bank).toMatchObject({ arrived: 20, completed: 10, failed: 10, inSystem: 0 });
  });

  test('lets the loser work on for nobody, if asked to', () => {
    const { bank } = ten(shop(hedge({ cancelLoser: false })));
    expect(bank).toMatchObject({ arrived: 20, completed: 20, abandoned: 10 });
  });

  test('sends no more than it may, each after the delay', () => {
    expect(ten(shop(hedge({ max: 5 }))).stats).toMatchObject({ attempts: 30, hedges: 20 });
    expect(ten(shop(hedge({ max: 1 }))).stats).toMatchObject({ attempts: 20, hedges: 10 });
  });

  test('sends none where the answer comes in time, and none after the deadline', () => {
    expect(ten(shop(hedge(), '99ms')).stats).toMatchObject({ attempts: 10, hedges: 0 });
    expect(ten(shop(hedge(), '300ms', '100ms')).stats).toMatchObject({ attempts: 10, hedges: 0 });
  });

  test('keeps to its budget', () => {
    const simulation = new Simulation(shop(hedge({ budget: 0.1 })), 1);
    simulation.runUntil(seconds(110.9));
    // Ten that were saved up, then a tenth.
    const { hedges } = simulation.model.link('pay')!.stats;
    expect(hedges).toBeGreaterThanOrEqual(20);
    expect(hedges).toBeLessThanOrEqual(21);
  });

  test('each attempt has a timeout of its own; the call fails when all have failed', () => {
    const { stats, bank } = ten(shop({ ...hedge(), timeout: '150ms', cancelOnTimeout: true }));
    expect(stats).toMatchObject({ ok: 0, failed: 10, attempts: 20 });
    expect(stats.duration.mean() / 1e6).toBeCloseTo(250, 6);
    expect(bank.inSystem).toBe(0);
  });

  test('a failed attempt before the delay leaves nothing to hedge: the retry policy decides', () => {
    const failing = shop({ ...hedge(), retry: { attempts: 2, backoff: '1ms', jitter: 'none' } }, '10ms', undefined, 1);
    expect(ten(failing).stats).toMatchObject({ failed: 10, attempts: 20, hedges: 0, retries: 10 });
  });

  test('holds one place of the bulkhead, and counts once for the breaker, however many attempts are out', () => {
    const simulation = new Simulation(shop({ ...hedge(), bulkhead: { limit: 1 } }), 1);
    simulation.runUntil(seconds(1.2));
    expect(simulation.model.link('pay')!.guards[0]!.places.used).toBe(1);
    expect(simulation.model.node('bank')!.stats.inSystem).toBe(2);
    simulation.runUntil(seconds(1.31));
    expect(simulation.model.link('pay')!.guards[0]!.places.used).toBe(0);
    const failing = ten(shop({ ...hedge(), timeout: '150ms', breaker: { kind: 'consecutive', failures: 3, cooldown: '1h' } }));
    expect(failing.stats.attempts).toBe(6);
  });

  test('switched on and off while attempts are out', () => {
    const simulation = new Simulation(shop({}), 1);
    simulation.runUntil(seconds(1.05));
    simulation.change(shop(hedge()), 'on');
    simulation.runUntil(seconds(2.15));
    expect(simulation.model.link('pay')!.stats.hedges).toBe(1);
    simulation.change(shop({}), 'off');
    simulation.runUntil(seconds(3.9));
    expect(simulation.model.link('pay')!.stats).toMatchObject({ calls: 3, ok: 3, attempts: 4, hedges: 1 });
    expect(simulation.model.node('bank')!.stats.inSystem).toBe(0);
  });
});

describe('hanging up at the deadline', () => {
  test('without it the late answer is waited for', () => {
    expect(ten(shop({}, '300ms', '200ms')).journey).toMatchObject({ late: 10, failed: 0 });
  });

  test('the caller stops waiting then, and the callee works on or stops', () => {
    const { stats, journey, bank } = ten(shop({ hangUpAtDeadline: true }, '300ms', '200ms'));
    expect(journey).toMatchObject({ late: 0, failed: 10 });
    expect(stats.duration.mean() / 1e6).toBeCloseTo(200, 6);
    expect(bank.abandoned).toBe(10);
    expect(ten(shop({ hangUpAtDeadline: true, cancelOnTimeout: true }, '300ms', '200ms')).bank).toMatchObject({ abandoned: 0, failed: 10 });
  });

  test('is what is left of it at each retry', () => {
    const policy: Policy = { hangUpAtDeadline: true, timeout: '150ms', retry: { attempts: 5, backoff: '10ms', factor: 1, jitter: 'none' } };
    const { stats, journey } = ten(shop(policy, '300ms', '200ms'));
    // 150 ms, a pause of 10, and the 40 that are left.
    expect(stats).toMatchObject({ attempts: 20, failed: 10 });
    expect(stats.duration.mean() / 1e6).toBeCloseTo(200, 6);
    expect(journey.failed).toBe(10);
  });

  test('says nothing where there is no deadline', () => {
    expect(ten(shop({ hangUpAtDeadline: true })).journey).toMatchObject({ ok: 10 });
  });
});
