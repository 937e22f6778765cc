import { expect, test } from 'vitest';
import { nodeKinds } from '../../engine/nodes/registry';
import { zPolicy } from '../../engine/policies/params';
import { commonProperties, merge, patched, withOwnDefaults, withPath } from './common';
import { properties } from './field-model';

const keys = (...kinds: (keyof typeof nodeKinds)[]) =>
  commonProperties(kinds.map((kind) => properties(nodeKinds[kind].params))).map(({ key }) => key);

test('one kind has all its fields in common, two kinds those that mean the same', () => {
  expect(keys('service', 'service')).toEqual(keys('service'));
  const shared = keys('service', 'gateway');
  expect(shared).toEqual(expect.arrayContaining(['replicas', 'workers', 'queueLimit']));
  expect(shared).not.toContain('serviceTime');
  expect(keys('client', 'database')).toEqual([]);
});

test('kinds with different defaults differ in what is left out', () => {
  const lists = [properties(nodeKinds.service.params), properties(nodeKinds.gateway.params)];
  const common = commonProperties(lists);
  const values = lists.map((own) => withOwnDefaults({}, own, common));
  expect(merge(common, values).mixed.get('workers')).toEqual([16, 64]);
  expect(merge(common, values).mixed.has('replicas')).toBe(false);
});

const list = properties(zPolicy);

test('what all say is the value, also where one leaves it to the default; the rest is mixed', () => {
  const { value, mixed } = merge(list, [
    { timeout: '1s', retry: { attempts: 3 }, breaker: { kind: 'consecutive', failures: 5 } },
    { timeout: '1000ms', retry: { attempts: 5 }, breaker: { kind: 'consecutive', failures: 7 } },
  ]);
  expect(value['timeout']).toBe('1s');
  expect([...mixed]).toEqual([
    ['retry.attempts', [3, 5]],
    ['breaker.failures', [5, 7]],
  ]);
  expect(value['breaker']).toEqual({ kind: 'consecutive' });
});

test('on here and off there is mixed as a whole', () => {
  const { mixed } = merge(list, [{ retry: { attempts: 3 } }, {}]);
  expect([...mixed.keys()]).toEqual(['retry']);
});

test('a change reaches each and leaves what differs', () => {
  const before = { retry: {}, timeout: '1s' };
  const after = { retry: { backoff: '1s' } };
  expect(patched({ retry: { attempts: 3 }, timeout: '1s' }, before, after)).toEqual({ retry: { attempts: 3, backoff: '1s' } });
  expect(patched({ retry: { attempts: 5 }, timeout: '1s', hedge: {} }, before, after)).toEqual({
    retry: { attempts: 5, backoff: '1s' },
    hedge: {},
  });
});

test('a field is set or taken out, however deep', () => {
  expect(withPath({ retry: { attempts: 3 } }, 'retry.attempts', 4)).toEqual({ retry: { attempts: 4 } });
  expect(withPath({}, 'retry.attempts', 4)).toEqual({ retry: { attempts: 4 } });
  expect(withPath({ retry: { attempts: 3 }, timeout: '1s' }, 'retry', undefined)).toEqual({ timeout: '1s' });
});
