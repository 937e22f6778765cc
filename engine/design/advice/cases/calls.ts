import type { AdviceCase } from './case';
import { design, link, node, operations, shop, users } from '../../checks/told';
import type { Design, DesignLink } from '../../schema';

type Policy = NonNullable<DesignLink['policy']>;
const open = (rate: number, more: object = {}) => node('users', 'client', { params: { traffic: { kind: 'open', rate, ...more } } });
/** Users → shop → bank. */
const chain = (outer: Policy, inner: Policy, bank: object = {}, clients = users, shopParams: object = {}): Design =>
  design(
    [clients, node('shop', 'service', { params: shopParams }), node('bank', 'service', bank)],
    [link('users', 'shop', { policy: outer }), link('shop', 'bank', { policy: inner })],
  );
const journey = (deadline: string) => ({ journeys: [{ id: 'buy', client: 'users', link: 'users-shop', deadline }] });
const third = (policy: Policy) => design([users, shop, node('psp', 'external')], [link('users', 'shop'), link('shop', 'psp', { policy })]);
const effect = (idempotent: boolean) => operations({ kind: 'work', time: '1ms' }, { kind: 'effect', effect: 'Paid', idempotent });
const s1 = { timeout: '1s' };

/** About timeouts, retries, breakers and bulkheads. */
export const callCases: readonly AdviceCase[] = [
  {
    rule: 'timeout-above-callers',
    has: chain(s1, { timeout: '2s' }),
    told: 'warning timeout-above-callers links.shop-bank.policy.timeout',
    hasNot: chain(s1, { timeout: '900ms' }),
  },
  {
    rule: 'timeout-above-callers',
    has: chain({ timeout: '1s', cancelOnTimeout: true }, { timeout: '2s' }),
    told: 'hint timeout-above-callers links.shop-bank.policy.timeout',
    hasNot: chain({}, { timeout: '2s' }),
  },
  {
    rule: 'attempts-outlast-caller',
    has: chain(s1, { timeout: '400ms', retry: { attempts: 3 } }),
    told: 'warning attempts-outlast-caller links.shop-bank.policy.retry.attempts',
    hasNot: chain(s1, { timeout: '300ms', retry: { attempts: 3 } }),
  },
  {
    rule: 'timeout-below-answer',
    has: chain(s1, { timeout: '90ms' }, { params: { serviceTime: { kind: 'lognormal', p50: '20ms', p99: '100ms' } } }),
    told: 'warning timeout-below-answer links.shop-bank.policy.timeout',
    hasNot: chain(s1, { timeout: '110ms' }, { params: { serviceTime: { kind: 'lognormal', p50: '20ms', p99: '100ms' } } }),
  },
  {
    // What is done in one of ten calls only says nothing about 99 of 100.
    rule: 'timeout-below-answer',
    has: chain(s1, { timeout: '90ms' }, operations({ kind: 'work', time: '100ms' })),
    told: 'warning timeout-below-answer links.shop-bank.policy.timeout',
    hasNot: chain(
      s1,
      { timeout: '90ms' },
      operations({
        kind: 'choose',
        by: 'probability',
        branches: [
          { share: 1, steps: [{ kind: 'work', time: '100ms' }] },
          { share: 200, steps: [] },
        ],
      }),
    ),
  },
  {
    rule: 'timeout-above-deadline',
    has: { ...chain({}, { timeout: '2s' }), ...journey('1s') },
    told: 'hint timeout-above-deadline links.shop-bank.policy.timeout',
    hasNot: { ...chain({}, { timeout: '2s', hangUpAtDeadline: true }), ...journey('1s') },
  },
  {
    rule: 'retry-without-budget',
    has: chain(s1, { timeout: '100ms', retry: {} }),
    told: 'hint retry-without-budget links.shop-bank.policy.retry.budget',
    hasNot: chain(s1, { timeout: '100ms', retry: { budget: {} } }),
  },
  {
    // 100/s of 20 ms on 4 workers: half busy. Three attempts at each would need more than all.
    rule: 'retry-without-budget',
    has: chain(s1, { timeout: '100ms', retry: {} }, { params: { replicas: 1, workers: 4, serviceTime: '20ms' } }, open(100)),
    told: 'warning retry-without-budget links.shop-bank.policy.retry.budget',
    hasNot: chain(s1, { timeout: '100ms', retry: {}, breaker: { kind: 'consecutive' } }, {}, open(100)),
  },
  {
    rule: 'retry-without-jitter',
    has: chain(s1, { timeout: '100ms', retry: { jitter: 'none' } }),
    told: 'hint retry-without-jitter links.shop-bank.policy.retry.jitter',
    hasNot: chain(s1, { timeout: '100ms', retry: { jitter: 'equal' } }),
  },
  {
    rule: 'hedge-repeats-effect',
    has: chain(s1, { timeout: '100ms', hedge: {} }, effect(false)),
    told: 'warning hedge-repeats-effect links.shop-bank.policy.hedge',
    hasNot: chain(s1, { timeout: '100ms', hedge: {} }, effect(true)),
  },
  {
    // 1/s over 10 s is 10 calls, and it wants 20; at 10/s it has 100.
    rule: 'breaker-sees-too-few-calls',
    has: chain(s1, { timeout: '100ms', breaker: { kind: 'time-window', span: '10s', minimumCalls: 20 } }, {}, open(1)),
    told: 'warning breaker-sees-too-few-calls links.shop-bank.policy.breaker.minimumCalls',
    hasNot: chain(s1, { timeout: '100ms', breaker: { kind: 'time-window', span: '10s', minimumCalls: 20 } }, {}, open(10)),
  },
  {
    // Each of two replicas sees half of it.
    rule: 'breaker-sees-too-few-calls',
    has: chain(s1, { timeout: '100ms', scope: 'each-replica', breaker: { kind: 'opossum', volumeThreshold: 30 } }, {}, open(5)),
    told: 'warning breaker-sees-too-few-calls links.shop-bank.policy.breaker.volumeThreshold',
    hasNot: chain(s1, { timeout: '100ms', breaker: { kind: 'opossum', volumeThreshold: 30 } }, {}, open(5)),
  },
  {
    rule: 'breaker-blind-to-slowness',
    has: chain(s1, { breaker: { kind: 'count-window' } }),
    told: 'warning breaker-blind-to-slowness links.shop-bank.policy.timeout',
    hasNot: chain(s1, { breaker: { kind: 'count-window', slowerThan: '200ms', slowRate: 0.5 } }),
  },
  {
    rule: 'third-party-unguarded',
    has: third(s1),
    told: 'hint third-party-unguarded links.shop-psp.policy.breaker',
    hasNot: third({ ...s1, bulkhead: { limit: 5 } }),
  },
  {
    rule: 'bulkhead-never-full',
    has: chain(s1, { timeout: '100ms', bulkhead: { limit: 32 } }),
    told: 'warning bulkhead-never-full links.shop-bank.policy.bulkhead.limit',
    hasNot: chain(s1, { timeout: '100ms', bulkhead: { limit: 31 } }),
  },
  {
    rule: 'bulkhead-above-callee',
    has: chain(s1, { timeout: '100ms', bulkhead: { limit: 9 } }, { params: { replicas: 2, workers: 4 } }),
    told: 'hint bulkhead-above-callee links.shop-bank.policy.bulkhead.limit',
    hasNot: chain(s1, { timeout: '100ms', bulkhead: { limit: 8 } }, { params: { replicas: 2, workers: 4 } }),
  },
];
