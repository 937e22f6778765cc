import { describe, expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignLink } from '../design/schema';
import { OPEN } from '../policies/breaker/circuit-breaker';
import { Simulation } from './simulation';

type DesignBreaker = NonNullable<NonNullable<DesignLink['policy']>['breaker']>;

/** A hundred calls a second, evenly spread, to something that fails every one of them after a second. */
function shop(breaker?: DesignBreaker) {
  const design: Design = {
    version: 1,
    name: 'shop',
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 100, arrivals: 'constant' } } },
      { id: 'bank', kind: 'external', params: { latency: { kind: 'constant', value: '1s' }, errorRate: 1 } },
    ],
    links: [
      {
        id: 'pay',
        from: 'users',
        to: 'bank',
        network: { latency: { kind: 'constant', value: 0 } },
        policy: { ...(breaker && { breaker }) },
      },
    ],
  };
  const result = resolve(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const seconds = (s: number): number => s * 1e9;
const patient: DesignBreaker = { kind: 'consecutive', failures: 3, cooldown: '1h' };

describe('a breaker that is edited while it runs', () => {
  const breakerMarks = ({ marks }: Simulation): string[] =>
    marks.filter(({ kind }) => kind.startsWith('breaker')).map(({ kind, at }) => `${kind} at ${Math.floor(at / 1e6)} ms`);

  test('stays open, and goes by its new cooldown', () => {
    const simulation = new Simulation(shop(patient), 1);
    simulation.runUntil(seconds(1.5));
    const link = simulation.model.link('pay')!;
    expect(link.breakerState(simulation.now)).toBe(OPEN);
    simulation.change(shop({ ...patient, cooldown: '1min' }), 'edit');
    expect(link.breakerState(simulation.now)).toBe(OPEN);
    expect(link.trips).toBe(1);
    simulation.runUntil(seconds(59));
    expect(breakerMarks(simulation)).toHaveLength(1);
    simulation.runUntil(seconds(64));
    expect(breakerMarks(simulation).map((mark) => mark.split(' ')[0])).toEqual(['breaker-open', 'breaker-half-open', 'breaker-open']);
  });

  test('still hears of the calls that it let through before', () => {
    const simulation = new Simulation(shop({ ...patient, failures: 4 }), 1);
    simulation.runUntil(seconds(0.5));
    simulation.change(shop(patient), 'edit');
    simulation.runUntil(seconds(1.1));
    expect(simulation.model.link('pay')!.trips).toBe(1);
  });

  test('taken away while open, it says that it is closed, and its trips stay counted', () => {
    const simulation = new Simulation(shop(patient), 1);
    simulation.runUntil(seconds(1.5));
    simulation.change(shop(), 'edit');
    expect(breakerMarks(simulation).at(-1)).toBe('breaker-closed at 1500 ms');
    expect(simulation.model.link('pay')!.trips).toBe(1);
    // It says so once.
    simulation.change(shop(), 'edit');
    expect(breakerMarks(simulation)).toHaveLength(2);
  });

  test('goes with its link, and says that it is closed', () => {
    const simulation = new Simulation(shop(patient), 1);
    simulation.runUntil(seconds(1.5));
    simulation.change({ ...shop(), links: [] }, 'edit');
    simulation.runUntil(seconds(3));
    expect(breakerMarks(simulation).slice(1)).toEqual(['breaker-closed at 1500 ms']);
  });

  test('taken away while closed, it has nothing to say', () => {
    const simulation = new Simulation(shop(patient), 1);
    simulation.runUntil(seconds(0.5));
    simulation.change(shop(), 'edit');
    expect(breakerMarks(simulation)).toEqual([]);
  });

  test('a new one does not hear of calls that the one before it let through', () => {
    const simulation = new Simulation(shop(patient), 1);
    simulation.runUntil(seconds(0.5));
    simulation.change(shop(), 'edit');
    simulation.change(shop(patient), 'edit');
    // Until 1.5 s come the failures of calls that the first one let through.
    simulation.runUntil(seconds(1.499));
    expect(breakerMarks(simulation)).toEqual([]);
    simulation.runUntil(seconds(1.6));
    expect(breakerMarks(simulation)).toHaveLength(1);
  });

  test('a new one stands closed where the one before it was open', () => {
    const simulation = new Simulation(shop(patient), 1);
    simulation.runUntil(seconds(1.5));
    simulation.change(shop(), 'edit');
    simulation.change(shop(patient), 'edit');
    const { attempts } = simulation.model.link('pay')!.stats;
    simulation.runUntil(seconds(2));
    expect(simulation.model.link('pay')!.stats.attempts - attempts).toBeGreaterThan(40);
    simulation.runUntil(seconds(3));
    expect(simulation.model.link('pay')!.trips).toBe(2);
  });
});
