import { describe, expect, test } from 'vitest';
import type { Design, DesignFault, DesignLink, DesignNode } from '../design/schema';
import { run } from '../simulate/run';
import type { Cascade, CascadeStep } from './cascade';
import { cascadeSentence, shareUnder, stepWords } from './cascade-words';

// Designs of which one knows what happens: constant times and arrivals, faults at 12 s. What is found is deterministic, so that nothing
// here is a matter of chance; times are held to a second, which is what the signs' windows allow.

const client = (id: string, rate: number): DesignNode => ({
  id,
  kind: 'client',
  params: { traffic: { kind: 'open', arrivals: 'constant', rate } },
});
const service = (id: string, workers: number, queueLimit = 50): DesignNode => ({
  id,
  kind: 'service',
  params: { replicas: 1, workers, queueLimit, serviceTime: '2ms' },
});
const external = (id: string): DesignNode => ({ id, kind: 'external', params: { latency: '50ms' } });
const link = (from: string, to: string, policy: DesignLink['policy'] = {}): DesignLink => ({ id: `${from}-${to}`, from, to, policy });

const shop = (links: readonly DesignLink[], faults: readonly DesignFault[], more: Partial<Design> = {}): Design => ({
  version: 1,
  name: 'shop',
  run: { duration: '30s', warmup: '5s' },
  nodes: [client('users', 40), service('gateway', 60), service('orders', 30), service('payments', 16, 12), external('provider')],
  links: [...links],
  journeys: [{ id: 'buy', client: 'users', link: 'users-gateway', deadline: '1s' }],
  faults: [...faults],
  ...more,
});
const chain = [link('users', 'gateway'), link('gateway', 'orders'), link('orders', 'payments'), link('payments', 'provider')];
const slow = (node: string, startAfter = '12s'): DesignFault => ({
  id: `slow-${node}`,
  action: 'added-latency',
  target: { node },
  params: { extra: '3s' },
  startAfter,
});

function cascadeIn(design: Design): Cascade {
  const result = run(design);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.cascade;
}
const targetIn =
  (design: Design) =>
  (id: string): string =>
    design.links!.find((each) => each.id === id)!.to;
const step = ({ steps }: Cascade, node: string, state?: CascadeStep['state']): CascadeStep =>
  steps.find((each) => each.node === node && (state === undefined || each.state === state))!;
const id = (name: string): string => name;

test('a quiet system has no cascade', () => {
  const cascade = cascadeIn(shop(chain, []));
  expect(cascade).toEqual({ failed: 0, late: 0, shareOf: 'time', unexplained: 0, steps: [] });
  expect(cascadeSentence(cascade, id, id)).toBe('Nothing degraded.');
});

describe('a provider that turns slow', () => {
  const design = shop(chain, [slow('provider')]);
  const cascade = cascadeIn(design);
  const firsts = cascade.steps.filter(({ worse }) => !worse);

  test('it is first, with its fault; then its callers one after the other, each through its link, and last the users', () => {
    expect(firsts.map(({ node, through }) => [node, through])).toEqual([
      ['provider', null],
      ['payments', 'payments-provider'],
      ['orders', 'orders-payments'],
      ['gateway', 'gateway-orders'],
      ['users', 'users-gateway'],
    ]);
    expect(firsts[0]).toMatchObject({ state: 'slow', fault: 'slow-provider', from: null });
    expect(firsts.slice(1).map(({ from }) => cascade.steps[from!]!.node)).toEqual(['provider', 'payments', 'orders', 'gateway']);
  });

  test('Payments’ workers were all waiting for it: 16 workers are held by 40 calls a second in 0.4 s', () => {
    const payments = step(cascade, 'payments');
    expect(payments.state).toBe('waiting');
    expect(payments.at).toBeGreaterThanOrEqual(12);
    expect(payments.at).toBeLessThan(13);
    expect(payments.facts['waitingShare']).toBeGreaterThan(0.9);
    expect(step(cascade, 'payments', 'queue-full')).toMatchObject({ worse: true, share: null });
  });

  test('every failed or late request is explained, and all goes back to the provider', () => {
    expect(cascade.failed + cascade.late).toBeGreaterThan(500);
    expect(cascade.unexplained).toBeLessThan(0.01);
    expect(shareUnder(cascade.steps, 0)).toBeGreaterThan(0.99);
    const sum = cascade.steps.reduce((total, { failed, late }) => total + failed + late, 0);
    expect(sum).toBeCloseTo((cascade.failed + cascade.late) * (1 - cascade.unexplained), 6);
  });

  test('a sentence says it', () => {
    expect(cascadeSentence(cascade, id, targetIn(design))).toMatch(
      /^Provider hardly answered any more from 12\.\d s; payments’ workers were all waiting for provider (at the same time|[\d.]+ s later); .*users failed .*\. (9\d|100) % of the 6\d\d failed or late requests go back to it\.$/,
    );
  });

  test('the same design gives the same cascade', () => {
    expect(cascadeIn(design)).toEqual(cascade);
  });
});

test('a bulkhead stops it: nobody before Orders degrades, and the bulkhead is told as what held', () => {
  const bulkhead = { limit: 8 };
  const guarded = chain.map((each) =>
    each.id === 'orders-payments' ? link('orders', 'payments', { bulkhead, timeout: '500ms', fallback: {} }) : each,
  );
  const cascade = cascadeIn(shop(guarded, [slow('provider')]));
  expect(step(cascade, 'orders', 'bulkhead-full')).toMatchObject({ holds: true, through: 'orders-payments', share: null });
  expect(cascade.steps.filter(({ holds }) => !holds).map(({ node }) => node)).not.toContain('gateway');
  expect(cascade.steps.filter(({ holds }) => !holds).map(({ node }) => node)).not.toContain('users');
  expect(step(cascade, 'provider').state).toBe('slow');
});

test('a breaker that opens is told as what held, through its link', () => {
  const breaker = { kind: 'consecutive' as const, failures: 5, cooldown: '5s' };
  const guarded = chain.map((each) =>
    each.id === 'orders-payments' ? link('orders', 'payments', { breaker, timeout: '200ms', fallback: {} }) : each,
  );
  const cascade = cascadeIn(shop(guarded, [slow('provider')]));
  expect(cascade.steps.filter(({ state }) => state === 'breaker-open')).toHaveLength(1);
  expect(step(cascade, 'orders', 'breaker-open')).toMatchObject({ holds: true, through: 'orders-payments' });
});

test('two faults that have nothing to do with each other are two beginnings, each with its own share', () => {
  const design = shop(
    [
      link('users', 'gateway'),
      link('gateway', 'orders'),
      link('orders', 'payments'),
      link('payments', 'provider'),
      link('guests', 'search'),
      link('search', 'index'),
    ],
    [slow('provider'), { id: 'errors', action: 'error-rate', target: { node: 'index' }, params: { share: 0.5 }, startAfter: '14s' }],
  );
  const cascade = cascadeIn({
    ...design,
    nodes: [...design.nodes!, client('guests', 40), service('search', 20), service('index', 20)],
    journeys: [...design.journeys!, { id: 'find', client: 'guests', link: 'guests-search', deadline: '1s' }],
  });
  const roots = cascade.steps.flatMap(({ from, node, holds }, i) => (from === null && !holds ? [{ node, i }] : []));
  expect(roots.map(({ node }) => node)).toEqual(['provider', 'index']);
  expect(step(cascade, 'index')).toMatchObject({ state: 'failing', fault: 'errors', late: 0 });
  expect(step(cascade, 'search')).toMatchObject({ through: 'search-index', from: roots[1]!.i, failed: 0 });
  // Half of 40 calls a second for 16 s fail at the index, and nowhere else.
  expect(step(cascade, 'index').failed).toBeGreaterThan(300);
  expect(step(cascade, 'index').failed).toBeLessThan(340);
  expect(shareUnder(cascade.steps, roots[0]!.i) + shareUnder(cascade.steps, roots[1]!.i)).toBeCloseTo(1 - cascade.unexplained, 6);
  expect(cascadeSentence(cascade, id, targetIn(design))).toContain(' Apart from that: ');
});

test('a slow way is the link’s doing, not that of the node behind it', () => {
  const fault: DesignFault = {
    id: 'far',
    action: 'added-latency',
    target: { link: 'orders-payments' },
    params: { extra: '2s' },
    startAfter: '12s',
  };
  const cascade = cascadeIn(shop(chain, [fault]));
  const [first] = cascade.steps;
  expect(first).toMatchObject({ link: 'orders-payments', state: 'slow-link', fault: 'far', from: null });
  expect(cascade.steps.map(({ node }) => node)).not.toContain('payments');
  expect(shareUnder(cascade.steps, 0)).toBeGreaterThan(0.95);
});

test('a partition is the link’s doing, too', () => {
  const fault: DesignFault = {
    id: 'cut',
    action: 'partition',
    target: { link: 'orders-payments' },
    params: { mode: 'refuse' },
    startAfter: '12s',
    duration: '8s',
  };
  const cascade = cascadeIn(shop(chain, [fault]));
  expect(cascade.steps[0]).toMatchObject({ at: 12, link: 'orders-payments', state: 'cut', fault: 'cut', from: null });
  expect(cascade.steps[0]!.until).toBeCloseTo(20, 0);
  expect(cascade.steps[0]!.failed).toBe(cascade.failed);
});

test('too much traffic is nobody’s fault downstream: who is saturated is where it begins', () => {
  const surge: DesignFault = { id: 'surge', action: 'traffic-surge', target: { node: 'users' }, params: { factor: 8 }, startAfter: '12s' };
  const design = shop(chain, [surge], {
    nodes: [client('users', 100), service('gateway', 60), service('orders', 60), service('payments', 60), service('provider', 1, 20)],
  });
  const cascade = cascadeIn(design);
  const root = cascade.steps[0]!;
  expect([root.node, root.from]).toEqual(['provider', null]);
  expect(root.facts['load']).toBeGreaterThan(1.3);
  expect(stepWords(root, id, targetIn(design))).toContain('times its usual arrivals');
});
