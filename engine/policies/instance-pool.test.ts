import { expect, test } from 'vitest';
import { InstancePool } from './instance-pool';

const started = (pool: InstancePool, id: number, now = 0) => {
  pool.start(id);
  pool.started(id, now);
};

test('the instance that was used last takes the next call', () => {
  const pool = new InstancePool(3, 1);
  for (const id of [0, 1, 2]) started(pool, id);
  for (const id of [2, 1, 0]) {
    expect(pool.room()).toBe(id);
    pool.take(id);
  }
  expect([pool.room(), pool.mayStart]).toEqual([-1, false]);
  pool.release(1, 5);
  expect(pool.room()).toBe(1);
  pool.release(2, 6);
  expect(pool.room()).toBe(2);
});

test('warm before starting; a starting one takes as many calls as it will have room for', () => {
  const pool = new InstancePool(2, 2);
  pool.start(0);
  pool.take(0);
  expect(pool.room()).toBe(0);
  pool.take(0);
  expect([pool.room(), pool.mayStart]).toEqual([-1, true]);
  pool.start(1);
  pool.take(1);
  pool.started(0, 7);
  expect(pool.room()).toBe(1);
  pool.release(0, 8);
  expect(pool.room()).toBe(0);
});

test('it is kept for the time given after its last call, and not while it has one', () => {
  const pool = new InstancePool(1, 2);
  pool.start(0);
  expect(pool.reapAt(0, 100)).toBe(Infinity);
  pool.started(0, 10);
  expect(pool.reapAt(0, 100)).toBe(110);
  pool.take(0);
  pool.take(0);
  expect(pool.release(0, 50)).toBe(false);
  expect(pool.reapAt(0, 100)).toBe(Infinity);
  expect(pool.release(0, 60)).toBe(true);
  expect(pool.reapAt(0, 100)).toBe(160);
});

test('one that is gone makes room for another, and what it had no longer counts', () => {
  const pool = new InstancePool(1, 1);
  started(pool, 0);
  pool.take(0);
  pool.end(0);
  expect(pool.release(0, 5)).toBe(false);
  expect([pool.room(), pool.mayStart]).toEqual([-1, true]);
  started(pool, 0, 6);
  expect(pool.room()).toBe(0);
});

test('new bounds hold at once for new calls', () => {
  const pool = new InstancePool(2, 2);
  started(pool, 0);
  pool.take(0);
  pool.configure(1, 1);
  expect([pool.room(), pool.mayStart]).toEqual([-1, false]);
  pool.configure(1, 3);
  expect(pool.room()).toBe(0);
});
