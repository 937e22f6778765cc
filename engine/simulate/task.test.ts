import { expect, test } from 'vitest';
import { EventQueue } from '../core/event-queue';
import { causes } from '../policies/causes';
import { Flag, Kind, Op, Place, TaskPool } from './task';

test.each([
  ['Op', Op, 127],
  ['Kind', Kind, 7],
  ['Place', Place, 3],
  ['Flag', Flag, 2 ** 30 - 1],
])('each number of %s stands for one thing, and has room in a task', (_, numbers, most) => {
  const all = Object.values(numbers);
  expect(new Set(all).size).toBe(all.length);
  expect(Math.max(...all)).toBeLessThanOrEqual(most);
});

test('flags are single bits', () => {
  expect(Object.values(Flag).filter((flag) => (flag & (flag - 1)) !== 0)).toEqual([]);
});

test('causes have room in a task', () => {
  expect(causes.length).toBeLessThanOrEqual(31);
});

test('what is packed together is kept apart', () => {
  const task = new TaskPool(new EventQueue()).take(Kind.message);
  const most = { place: 3, op: 127, attempt: 1023, reason: 30, cause: 30 };
  expect(task).toMatchObject({ kind: Kind.message, place: 0, op: 0, attempt: 0, reason: 0 });
  Object.assign(task, most);
  expect(task).toMatchObject({ kind: Kind.message, ...most });
  task.cause = -1;
  task.op = 0;
  expect(task).toMatchObject({ kind: Kind.message, ...most, cause: -1, op: 0 });
});

test('tasks share tables of times, and no times', () => {
  const pool = new TaskPool(new EventQueue());
  const tasks = Array.from({ length: 300 }, () => pool.take(Kind.call));
  const names = ['startedAt', 'sentAt', 'arrivedAt', 'since', 'waited', 'worked', 'deadline'] as const;
  for (const [i, task] of tasks.entries()) for (const [j, name] of names.entries()) task[name] = i * 10 + j;
  expect(tasks.map((task) => names.map((name) => task[name]))).toEqual(tasks.map((_, i) => names.map((_, j) => i * 10 + j)));
});

test('what a task does not have is as usual, and takes no room', () => {
  const [plain, other] = [new TaskPool(new EventQueue()).take(Kind.call), new TaskPool(new EventQueue()).take(Kind.call)];
  plain.tenant = 0;
  plain.row = -1;
  expect(plain).toMatchObject({ tenant: 0, row: -1, seen: -1, version: 1, chosen: null, backoff: 0, extras: null });
  other.row = 3;
  expect(other).toMatchObject({ tenant: 0, row: 3, seen: -1 });
  plain.inheritExtras(other);
  expect(plain.row).toBe(3);
});
