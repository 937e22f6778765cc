import { describe, expect, test } from 'vitest';
import { check } from '../resolve';
import type { Design, DesignLink } from '../schema';
import { link, node, shopWith, told } from './told';

type Policy = NonNullable<DesignLink['policy']>;

const served = (params: object): Design => shopWith({ params });
const paying = (policy: Policy): Design => shopWith({}, [node('bank')], [link('shop', 'bank', { policy: { timeout: '1s', ...policy } })]);
const at = 'links.shop-bank.policy';
const shop = 'nodes.shop.params';

const cases: readonly (readonly [string, Design, readonly string[]])[] = [
  ['an autoscaler with nowhere to stand', served({ autoscaling: { min: 5, max: 3 } }), [`error min-above-max ${shop}.autoscaling.max`]],
  ['none in one that stands still', served({ autoscaling: { min: 3, max: 3 } }), []],
  [
    'ejections that cannot grow',
    served({ outlierEjection: { baseTime: '10min' } }),
    [`warning wait-above-cap ${shop}.outlierEjection.maxTime`],
  ],
  [
    'an adaptive limit with nowhere to stand',
    served({ concurrencyLimit: { kind: 'aimd', minLimit: 30, maxLimit: 20 } }),
    [`error min-above-max ${shop}.concurrencyLimit.maxLimit`],
  ],
  [
    'one that starts outside of its range',
    paying({ concurrencyLimit: { kind: 'gradient', initialLimit: 50, maxLimit: 40 } }),
    [`warning start-outside-range ${at}.concurrencyLimit.initialLimit`],
  ],
  [
    'a CoDel that sees no wait end',
    served({ discipline: { kind: 'codel', target: '10ms', interval: '10ms' } }),
    [`warning target-above-interval ${shop}.discipline.interval`],
  ],
  [
    'a step that overflows',
    served({ rateLimit: { kind: 'stepped-token-bucket', refill: 20, burst: 10 } }),
    [`warning refill-above-burst ${shop}.rateLimit.refill`],
  ],
  ['none in one that just fills', served({ rateLimit: { kind: 'stepped-token-bucket', refill: 10, burst: 10 } }), []],
  [
    'more warm instances than there may be',
    shopWith({}, [node('resize', 'function', { params: { provisioned: 5, limit: 4 } })], [link('shop', 'resize')]),
    ['warning provisioned-above-limit nodes.resize.params.provisioned'],
  ],
  ['a backoff above its cap', paying({ retry: { backoff: '5s', cap: '1s' } }), [`warning wait-above-cap ${at}.retry.cap`]],
  ['a queue in which nobody waits', paying({ bulkhead: { queue: 5, maxWait: '0ms' } }), [`warning nobody-waits ${at}.bulkhead.maxWait`]],
  ['a spacing without a queue', paying({ bulkhead: { spacing: '10ms' } }), [`warning spacing-refuses ${at}.bulkhead.queue`]],
  [
    'a spacing longer than the longest wait',
    paying({ bulkhead: { spacing: '1s', queue: 5 } }),
    [`warning spacing-refuses ${at}.bulkhead.maxWait`],
  ],
  ['none in a spacing that can be waited for', paying({ bulkhead: { spacing: '10ms', queue: 5 } }), []],
  [
    'a hedge after the timeout',
    paying({ hedge: { after: { kind: 'delay', delay: '1s' } } }),
    [`warning hedge-after-timeout ${at}.hedge.after.delay`],
  ],
  ['none in a hedge before it', paying({ hedge: { after: { kind: 'delay', delay: '999ms' } } }), []],
  [
    'slow calls that time out first',
    paying({ breaker: { kind: 'time-window', slowerThan: '1s' } }),
    [`warning no-slow-calls ${at}.breaker.slowerThan`],
  ],
  [
    'a share of calls that are never slow',
    paying({ breaker: { kind: 'count-window', slowRate: 0.5 } }),
    [`warning no-slow-calls ${at}.breaker.slowerThan`],
  ],
  [
    'a breaker of resilience4j whose wait is above its cap',
    paying({ breaker: { kind: 'resilience4j', exponentialMaxWaitDurationInOpenState: '30s' } }),
    [`warning wait-above-cap ${at}.breaker.exponentialMaxWaitDurationInOpenState`],
  ],
  [
    'one of cockatiel whose wait is above its cap',
    paying({ breaker: { kind: 'cockatiel', halfOpenAfter: { kind: 'exponential', initialDelay: '40s' } } }),
    [`warning wait-above-cap ${at}.breaker.halfOpenAfter.maxDelay`],
  ],
  [
    'one of cockatiel that wants more calls than it remembers',
    paying({ breaker: { kind: 'cockatiel', breaker: { kind: 'count', size: 10, minimumNumberOfCalls: 11 } } }),
    [`warning breaker-never-trips ${at}.breaker.breaker.minimumNumberOfCalls`],
  ],
  [
    'replicas that a client does not have',
    { ...served({}), links: [link('users', 'shop', { policy: { scope: 'each-replica' } })] },
    ['warning scope-without-replicas links.users-shop.policy.scope'],
  ],
  ['none in replicas of a service', paying({ scope: 'each-replica' }), []],
];

describe('contradictions found', () => {
  test.each(cases)('%s', (_, of, lines) => {
    expect(told(of)).toEqual(lines);
    for (const { message, remedy } of check(of)) expect(`${message} ${remedy}`).not.toMatch(/undefined|NaN|\[object/);
  });
});
