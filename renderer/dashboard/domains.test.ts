import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { domainsOf } from './domains';

const design: Design = {
  version: 1,
  name: 'shop',
  groups: [
    { id: 'orders', kind: 'context', name: 'Orders' },
    { id: 'inner', kind: 'plain', parent: 'orders' },
    { id: 'a', kind: 'plain', parent: 'b' },
    { id: 'b', kind: 'plain', parent: 'a' },
  ],
  nodes: [
    { id: 'users', kind: 'client' },
    { id: 'api', kind: 'gateway', group: 'a' },
    { id: 'order-service', kind: 'service', group: 'orders' },
    { id: 'order-db', kind: 'database', group: 'inner' },
    { id: 'payments', kind: 'external', name: 'Payments' },
  ],
  links: [
    { id: 'l1', from: 'users', to: 'api' },
    { id: 'l2', from: 'api', to: 'order-service' },
    { id: 'l3', from: 'order-service', to: 'order-db' },
  ],
};

test('a bounded context is one domain, whatever frames are inside of it; the rest stands alone', () => {
  expect(domainsOf(design)).toEqual([
    { id: 'node api', title: 'api', nodes: ['api'], entries: ['api'] },
    { id: 'group orders', title: 'Orders', nodes: ['order-service', 'order-db'], entries: ['order-service'] },
    { id: 'node payments', title: 'Payments', nodes: ['payments'], entries: ['payments'] },
  ]);
});

test('a design without nodes has none', () => {
  expect(domainsOf({ version: 1, name: 'empty' })).toEqual([]);
});
