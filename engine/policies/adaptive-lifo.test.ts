import { expect, test } from 'vitest';
import { Clock } from '../core/clock';
import { ms } from '../core/units';
import { AdaptiveLifo } from './adaptive-lifo';

function queueAt(times: { target: number; interval: number }) {
  const clock = new Clock();
  const queue = new AdaptiveLifo(times, clock);
  const at = (now: number) => {
    clock.now = now;
    return queue;
  };
  return { queue, at };
}

test('overloaded once it has not been empty for longer than the interval; then calls may wait for the target only', () => {
  const { at } = queueAt({ target: ms(5), interval: ms(100) });
  at(ms(1000)).empty();
  expect([at(ms(1100)).overloaded(), at(ms(1100)).timeout()]).toEqual([false, ms(100)]);
  expect([at(ms(1100) + 1).overloaded(), at(ms(1100) + 1).timeout()]).toEqual([true, ms(5)]);
  at(ms(1200)).empty();
  expect([at(ms(1300)).overloaded(), at(ms(1300)).timeout()]).toEqual([false, ms(100)]);
});

test('new times count at once', () => {
  const { queue, at } = queueAt({ target: ms(5), interval: ms(100) });
  queue.configure({ target: ms(7), interval: ms(10) });
  expect(at(ms(50)).timeout()).toBe(ms(7));
});
