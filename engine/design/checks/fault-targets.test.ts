import { describe, expect, test } from 'vitest';
import { apply } from '../edits';
import type { Design, DesignFault } from '../schema';
import { zFault } from '../schema';
import { told } from './told';

const shop: Design = {
  version: 1,
  name: 'shop',
  groups: [
    { id: 'backend', kind: 'plain' },
    { id: 'stores', kind: 'plain', parent: 'backend' },
    { id: 'empty', kind: 'plain' },
  ],
  nodes: [
    { id: 'users', kind: 'client' },
    { id: 'shop', kind: 'service' },
    { id: 'stock', kind: 'service', group: 'backend' },
    { id: 'db', kind: 'database', group: 'stores' },
  ],
  links: [
    { id: 'users-shop', from: 'users', to: 'shop' },
    { id: 'shop-stock', from: 'shop', to: 'stock' },
    { id: 'stock-db', from: 'stock', to: 'db' },
  ],
};

const aimed = (action: DesignFault['action'], target: object): DesignFault => ({ id: 'f', action, target }) as DesignFault;
const problemsOf = (fault: DesignFault): string[] => told({ ...shop, faults: [fault] }).filter((words) => words.includes(' faults.'));

describe('a fault on all that match', () => {
  test.each([
    ['a kind', aimed('slow-down', { kind: 'service' }), []],
    ['a share of a kind', aimed('slow-down', { kind: 'service', share: 0.5 }), []],
    ['a group, however deep', aimed('primary-failure', { group: 'backend' }), []],
    ['the links to a kind', aimed('packet-loss', { kind: 'database' }), []],
    ['a share of replicas', aimed('replica-crash', { node: 'shop', share: 0.5 }), []],
    ['a kind that is not there', aimed('slow-down', { kind: 'queue' }), ['warning fault-on-nothing faults.f.target']],
    ['an empty group', aimed('slow-down', { group: 'empty' }), ['warning fault-on-nothing faults.f.target']],
    ['links where none lead', aimed('packet-loss', { kind: 'client' }), ['warning fault-on-nothing faults.f.target']],
    ['a group that is not there', aimed('slow-down', { group: 'cellar' }), ['error fault-on-missing-target faults.f.target']],
    ['a node that is not there', aimed('replica-crash', { node: 'till', share: 0.5 }), ['error fault-on-missing-target faults.f.target']],
    ['a region that is not there', aimed('region-loss', { region: 'mars' }), ['error fault-on-missing-target faults.f.target']],
    ['nodes that it cannot be done to', aimed('hot-key', { kind: 'service' }), ['error fault-on-wrong-target faults.f.target']],
    ['a share of none', aimed('slow-down', { kind: 'service', share: 0 }), ['warning fault-on-nothing faults.f.target.share']],
    ['a share of what is whole', aimed('slow-down', { node: 'shop', share: 0.5 }), ['error fault-on-part-of-node faults.f.target.share']],
  ])('%s', (_, fault, problems) => {
    expect(problemsOf(fault)).toEqual(problems);
  });

  test('a kind that nobody knows is refused with the place', () => {
    expect(zFault.safeParse(aimed('slow-down', { kind: 'toaster' })).success).toBe(false);
  });

  test('goes with the group that it was on', () => {
    const design = { ...shop, faults: [aimed('slow-down', { group: 'stores' }), { ...aimed('slow-down', { kind: 'service' }), id: 'g' }] };
    const groups = shop.groups!.filter(({ id }) => id !== 'stores');
    expect(apply(design, { kind: 'set-groups', groups }).faults?.map(({ id }) => id)).toEqual(['g']);
  });
});
