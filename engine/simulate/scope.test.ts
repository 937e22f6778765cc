import { expect, test } from 'vitest';
import { resolve } from '../design/resolve';
import type { Design, DesignLink } from '../design/schema';
import { Simulation } from './simulation';

type Policy = NonNullable<DesignLink['policy']>;
const seconds = (s: number): number => s * 1e9;

/** A call every 10 ms goes to one of the shop's replicas in turn, each of which calls the bank. */
function shop(policy: Policy, { replicas = 4, errorRate = 1, latency = '1ms' } = {}, faults: Design['faults'] = []) {
  const result = resolve({
    version: 1,
    name: 'Shop',
    nodes: [
      { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 100, arrivals: 'constant' } } },
      {
        id: 'shop',
        kind: 'service',
        params: { replicas, workers: 100, serviceTime: '0ms' },
        operations: [{ name: 'sell', steps: [{ kind: 'call', link: 'pay' }] }],
      },
      { id: 'bank', kind: 'external', params: { latency, errorRate } },
    ],
    links: [
      { id: 'buy', from: 'users', to: 'shop', protocol: 'local' },
      { id: 'pay', from: 'shop', to: 'bank', protocol: 'local', policy },
    ],
    faults,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
function run(until: number, ...of: Parameters<typeof shop>) {
  const simulation = new Simulation(shop(...of), 1);
  simulation.runUntil(seconds(until));
  return { simulation, pay: simulation.model.link('pay')!, bank: simulation.model.node('bank')! };
}
const breaker = { kind: 'consecutive', failures: 5, cooldown: '1h' } as const;
const each = { scope: 'each-replica' } as const;
const breakerMarks = ({ marks }: Simulation): string[] =>
  marks.filter(({ kind }) => kind.startsWith('breaker')).map(({ at, text }) => `${Math.floor(at / 1e6)} ms: ${text}`);

test('together, five failures open the breaker; with one in each of four replicas it takes twenty', () => {
  expect(run(5, { breaker }).pay.stats.attempts).toBe(5);
  const { pay, simulation } = run(5, { breaker, ...each });
  expect([pay.stats.attempts, pay.trips, pay.breakerState(simulation.now)]).toEqual([20, 4, 2]);
  // The link says so once: calls 1, 5, 9, 13 and 17 are the first replica's.
  expect(breakerMarks(simulation)).toEqual(['171 ms: Breaker on pay is open in a replica of shop']);
});

test('a bulkhead bounds what each replica has out', () => {
  const slow = { latency: '10s' };
  const bulkhead = { limit: 2 };
  expect(run(2, { bulkhead }, slow).bank.stats.inSystem).toBe(2);
  expect(run(2, { bulkhead, ...each }, slow).bank.stats.inSystem).toBe(8);
});

test('retry budgets and adaptive limits are each replica’s, too', () => {
  const retry = { attempts: 2, backoff: '1ms', budget: { ratio: 0, cap: 3 } } as const;
  expect(run(5, { retry }).pay.stats.retries).toBe(3);
  expect(run(5, { retry, ...each }).pay.stats.retries).toBe(12);
  const concurrencyLimit = { kind: 'aimd', initialLimit: 3, maxLimit: 3, minLimit: 3 } as const;
  const { pay, bank } = run(2, { concurrencyLimit, ...each }, { latency: '10s' });
  expect([bank.stats.inSystem, pay.concurrencyLimit]).toEqual([12, 3]);
});

test('a replica that crashed begins anew: its breaker is closed, and says nothing of the link while it is down', () => {
  const crash = { id: 'crash', action: 'replica-crash', target: { node: 'shop' }, startAfter: '2s', duration: '1s' } as const;
  const { pay, simulation } = run(5, { breaker, ...each }, { replicas: 1 }, [crash]);
  expect([pay.stats.attempts, pay.trips]).toEqual([10, 2]);
  expect(breakerMarks(simulation)).toEqual([
    '51 ms: Breaker on pay is open in a replica of shop',
    '2000 ms: Breaker on pay is closed in every replica of shop',
    '3041 ms: Breaker on pay is open in a replica of shop',
  ]);
});

test('changed while calls are out and wait: places go with them, and who waits goes on waiting', () => {
  const policy = { bulkhead: { limit: 3, queue: 100, maxWait: '1min' }, breaker: { ...breaker, failures: 1000 } } as const;
  const slow = { latency: '1s', errorRate: 0 };
  const { simulation, pay, bank } = run(0.5, policy, slow);
  const waiting = () => pay.guards.map(({ bulkheadQueue }) => bulkheadQueue.length);
  const used = () => pay.guards.map(({ places }) => places.used);
  expect([used(), waiting(), bank.stats.inSystem]).toEqual([[3], [47], 3]);
  simulation.change(shop({ ...policy, ...each }, slow), 'edit');
  // Each replica of four has three places now; those that are out are held by those that sent them.
  expect([used(), bank.stats.inSystem]).toEqual([[3, 3, 3, 3], 12]);
  expect(waiting().reduce((sum, n) => sum + n)).toBe(47 - 9);
  simulation.runUntil(seconds(0.9));
  simulation.change(shop(policy, slow), 'edit');
  expect([used(), bank.stats.inSystem]).toEqual([[12, 0, 0, 0], 12]);
  simulation.runUntil(seconds(3));
  expect([used(), bank.stats.inSystem]).toEqual([[3, 0, 0, 0], 3]);
  expect(waiting()).toEqual([waiting()[0], 0, 0, 0]);
  expect(pay.stats.calls).toBe(pay.stats.ok + pay.stats.failed + pay.stats.inFlight);
});

test('a client has no replicas: both scopes are the same', () => {
  const digest = (policy: { scope: 'together' | 'each-replica' }): string => {
    const design = shop({});
    const links = design.links.map((link) => (link.id === 'buy' ? { ...link, policy: { ...link.policy, ...policy } } : link));
    const simulation = new Simulation({ ...design, links }, 1);
    simulation.runUntil(seconds(3));
    return simulation.digest;
  };
  expect(digest({ scope: 'each-replica' })).toBe(digest({ scope: 'together' }));
});
