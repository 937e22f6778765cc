import { describe, expect, test } from 'vitest';
import type { Design } from '../schema';
import { cache, link, node, operations, queue, shopWith, told } from './told';

/** Limits that ask what they cannot ask. */
function storeCases(): [string, Design, string[]][] {
  const rateLimit = { kind: 'gcra', store: { link: 'shop-cache' } } as const;
  const limited = { params: { rateLimit } };
  const toCache = link('shop', 'cache');
  const at = 'nodes.shop.params.rateLimit.store.link';
  return [
    ['a limit without its store', shopWith(limited), [`error limit-store-missing-link ${at}`]],
    [
      'a limit that asks over another’s link',
      shopWith({ params: { rateLimit: { ...rateLimit, store: { link: 'users-shop' } } } }),
      [`error limit-store-over-foreign-link ${at}`],
    ],
    [
      'a limit that asks a queue',
      shopWith(
        { params: { rateLimit: { store: { link: 'shop-queue' } } } },
        [queue, node('mailer')],
        [link('shop', 'queue'), link('queue', 'mailer')],
      ),
      [`error limit-store-cannot-answer ${at}`],
    ],
    [
      'a limit on a delivery that asks over another one',
      shopWith(
        {},
        [queue, node('mailer'), node('printer')],
        [
          link('shop', 'queue'),
          link('queue', 'printer'),
          link('queue', 'mailer', { policy: { rateLimit: { store: { link: 'queue-printer' } } } }),
        ],
      ),
      ['error limit-store-at-queue links.queue-mailer.policy.rateLimit.store.link'],
    ],
    [
      'a limit that asks over the link it limits',
      shopWith({}, [cache], [link('shop', 'cache', { policy: { timeout: '1s', rateLimit } })]),
      ['error limit-store-needs-store links.shop-cache.policy.rateLimit.store.link'],
    ],
    [
      'a limit that is shared and local',
      shopWith({ params: { rateLimit: { ...rateLimit, scope: 'each-replica' } } }, [cache], [toCache]),
      ['error limit-shared-and-local nodes.shop.params.rateLimit.scope'],
    ],
    [
      'nothing in a limit with a store, although no operation uses its link',
      shopWith({ ...limited, ...operations({ kind: 'work', time: '1ms' }) }, [cache], [toCache]),
      [],
    ],
    [
      'a store that calls whom it decides for',
      shopWith(limited, [node('cache', 'service')], [toCache, link('cache', 'shop')]),
      ['error endless-call-cycle links.cache-shop'],
    ],
  ];
}

describe('the checks find', () => {
  test.each(storeCases())('%s', (_, of, problems) => {
    expect(told(of)).toEqual(problems);
  });
});
