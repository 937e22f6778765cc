import { expect, test } from 'vitest';
import { design, link, node } from '../checks/told';
import { findingsOf } from '../findings';
import type { Design } from '../schema';
import { advised } from './advised';

const open = (rate: number, curve?: object, more: object = {}) =>
  node('users', 'client', { params: { traffic: { kind: 'open', rate, ...(curve && { curve }) }, ...more } });
/** Users at a rate → shop. */
const at = (rate: number, params: object = {}, curve?: object): Design =>
  design([open(rate, curve), node('shop', 'service', { params })], [link('users', 'shop')]);
/** 4 workers of 20 ms: 200/s. */
const small = { replicas: 1, workers: 4, serviceTime: '20ms' };
const cached = (params: object, db: object = { connections: 1, queryTime: '10ms' }) =>
  design(
    [
      open(500, undefined, { entities: { kind: 'zipf', count: 100 } }),
      node('shop'),
      node('cache', 'cache', { params }),
      node('db', 'database', { params: db }),
    ],
    [link('users', 'shop'), link('shop', 'cache'), link('cache', 'db')],
  );
const message = (of: Design, code: string) => findingsOf(of).find((finding) => finding.code === code)?.message;

test('numbers are those of the design', () => {
  // 300/s at 200/s; blocking workers are held while they wait: 20 ms and two trips of 0.5 ms.
  expect(message(at(300, small), 'overloaded-at-rest')).toBe(
    '"shop" cannot keep up before anything goes wrong: 300/s come in, and it can do 200/s (utilization 150\u00a0%).',
  );
  const waits = design(
    [
      open(100),
      node('shop', 'service', { params: { replicas: 1, workers: 2, serviceTime: '1ms' } }),
      node('bank', 'service', { params: { serviceTime: '20ms' } }),
    ],
    [link('users', 'shop'), link('shop', 'bank')],
  );
  expect(message(waits, 'overloaded-at-rest')).toContain('it can do 91/s (utilization 110\u00a0%)');
});

test('what nobody can know is not told: users who think, caches that keep keys', () => {
  const closed = design(
    [node('users', 'client', { params: { traffic: { kind: 'closed', users: 1000 } } }), node('shop', 'service', { params: small })],
    [link('users', 'shop')],
  );
  expect(advised(closed, 'overloaded-at-rest')).toEqual([]);
  // The database could not do what comes to the cache; what gets there, only a run can say.
  expect(advised(cached({ contents: { singleFlight: true } }), 'overloaded-at-rest')).toEqual([]);
  expect(advised(cached({ hitRatio: 0.5 }), 'overloaded-at-rest')).toEqual(['warning overloaded-at-rest nodes.db']);
});

test('a limit at the door keeps the load from those behind it', () => {
  const behind = (params: object) =>
    design(
      [open(500), node('edge', 'gateway', { params }), node('shop', 'service', { params: small })],
      [link('users', 'edge'), link('edge', 'shop')],
    );
  expect(advised(behind({}), 'overloaded-at-rest')).toEqual(['warning overloaded-at-rest nodes.shop']);
  expect(advised(behind({ rateLimit: { rate: 150 } }), 'overloaded-at-rest')).toEqual([]);
});
