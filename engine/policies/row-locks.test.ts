import { expect, test } from 'vitest';
import { RowLocks } from './row-locks';

class Writer {
  following: Writer | null = null;
  preceding: Writer | null = null;
  constructor(readonly name: string) {}
}
const writers = (...names: string[]) => names.map((name) => new Writer(name));

test('one holds a row at a time, the others in the order in which they came', () => {
  const locks = new RowLocks<Writer>();
  const [a, b, c] = writers('a', 'b', 'c') as [Writer, Writer, Writer];
  expect([locks.take(1, a), locks.take(1, b), locks.take(2, c)]).toEqual([true, false, true]);
  locks.wait(1, b);
  locks.release(2);
  expect(locks.take(1, c)).toBe(false);
  locks.wait(1, c);
  expect(locks.release(1)).toBe(b);
  expect([locks.holds(1, a), locks.holds(1, b)]).toEqual([false, true]);
  expect(locks.release(1)).toBe(c);
  expect(locks.release(1)).toBe(null);
  expect([locks.held, locks.holds(1, c)]).toEqual([0, false]);
});

test('whoever gives up waiting leaves the queue, wherever it stands', () => {
  for (const leaver of [0, 1, 2]) {
    const locks = new RowLocks<Writer>();
    const [holder, ...waiting] = writers('holder', 'x', 'y', 'z') as [Writer, Writer, Writer, Writer];
    locks.take(7, holder);
    for (const writer of waiting) locks.wait(7, writer);
    locks.giveUp(7, waiting[leaver]!);
    const order = [locks.release(7)?.name, locks.release(7)?.name, locks.release(7)];
    expect(order).toEqual([...['x', 'y', 'z'].filter((_, i) => i !== leaver), null]);
  }
});

test('locks are used again: a row that is free takes no room', () => {
  const locks = new RowLocks<Writer>();
  const [one] = writers('one') as [Writer];
  for (let key = 0; key < 1000; key++) {
    locks.take(key, one);
    locks.release(key);
  }
  expect(locks.held).toBe(0);
});
