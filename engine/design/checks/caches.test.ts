import { expect, test } from 'vitest';
import { check } from '../resolve';
import type { Design, DesignFault, DesignNode } from '../schema';
import type { StepInput } from '../step-schema';

type CacheParams = Extract<DesignNode, { kind: 'cache' }>['params'];
type Contents = NonNullable<NonNullable<CacheParams>['contents']>;

interface Shop {
  readonly contents?: Contents;
  readonly entities?: boolean;
  /** Links beside users → shop: from shop or cache to cache or store. */
  readonly links?: readonly string[];
  readonly steps?: StepInput[];
  readonly faults?: DesignFault[];
}

function told({ contents = {}, entities = true, links = ['shop-cache', 'cache-store'], steps, faults = [] }: Shop): string[] {
  const design: Design = {
    version: 1,
    name: 'shop',
    nodes: [
      { id: 'users', kind: 'client', params: entities ? { entities: { kind: 'zipf' } } : {} },
      { id: 'shop', kind: 'service', ...(steps && { operations: [{ name: 'do', steps }] }) },
      { id: 'cache', kind: 'cache', params: { contents } },
      { id: 'store', kind: 'database' },
    ],
    links: ['users-shop', ...links].map((id) => {
      const [from, to] = id.split('-') as [string, string];
      return { id, from, to, policy: { timeout: '1s' } };
    }),
    faults,
  };
  return check(design).map(({ severity, code, where }) => `${severity} ${code} ${where}`);
}

const all = ['shop-cache', 'shop-store', 'cache-store'];
const read: StepInput = { kind: 'read', link: 'shop-cache' };
const write: StepInput = { kind: 'write', link: 'shop-store' };
const aside: StepInput = { kind: 'choose', by: 'cache-hit', link: 'shop-cache', hit: [], miss: [{ kind: 'read', link: 'shop-store' }] };

test.each<[string, Shop, string[]]>([
  ['a cache that is read through', {}, []],
  ['keys, but nobody who draws any', { entities: false }, ['warning cache-without-keys nodes.cache.params.contents']],
  [
    'writes past a cache whose entries live for ever',
    { links: all, steps: [read, write] },
    ['warning cache-never-fresh nodes.cache.params.contents.ttl'],
  ],
  ['the same, but they expire', { contents: { ttl: '1min' }, links: all, steps: [read, write] }, []],
  ['the same, but the cache is told', { links: all, steps: [read, write, { kind: 'write', link: 'shop-cache', remove: true }] }, []],
  [
    'a cache that its callers fill, and tell of no write',
    { links: ['shop-cache', 'shop-store'], steps: [aside, write] },
    ['warning cache-never-fresh nodes.cache.params.contents.ttl'],
  ],
  ['write-behind', { contents: { writes: 'behind' } }, ['warning write-behind-loses nodes.cache.params.contents.writes']],
  [
    'write-behind to nowhere',
    { contents: { writes: 'behind' }, links: ['shop-cache'] },
    ['warning write-behind-nowhere nodes.cache.params.contents.writes', 'warning unreachable-node nodes.store'],
  ],
  [
    'faults with nothing to do',
    {
      entities: false,
      faults: [
        { id: 'flush', action: 'cache-flush', target: { node: 'store' } },
        { id: 'hot', action: 'hot-key', target: { node: 'users' } },
      ],
    },
    [
      'warning cache-without-keys nodes.cache.params.contents',
      'warning flush-of-nothing faults.flush.target',
      'warning hot-key-without-entities faults.hot.target',
    ],
  ],
])('%s', (_, shop, lines) => expect(told(shop).filter((line) => !line.includes('unused-link'))).toEqual(lines));
