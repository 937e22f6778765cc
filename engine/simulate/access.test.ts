import { expect, test } from 'vitest';
import { EventQueue } from '../core/event-queue';
import { Access, keyOf, numberOf, typeOf } from './access';
import { TaskPool } from './task';

test('A thing is named by its kind and by what the client drew, or by the request', () => {
  const task = new TaskPool(new EventQueue()).take(0);
  task.request = 17;
  task.entity = 4;
  const [sku, order] = [keyOf(task, new Access(false, 1, false, 'any')), keyOf(task, new Access(true, 2, true, 'any'))];
  expect([sku, order].map((key) => [typeOf(key), numberOf(key)])).toEqual([
    [1, 4],
    [2, 17],
  ]);
  expect(sku).not.toBe(order);
});

test('Where clients draw nothing, all requests are about the same thing', () => {
  const task = new TaskPool(new EventQueue()).take(0);
  const key = keyOf(task, new Access(false, 0, false, 'any'));
  expect([typeOf(key), numberOf(key)]).toEqual([0, -1]);
});
