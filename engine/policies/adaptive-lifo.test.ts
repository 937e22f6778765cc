import { expect, test } from 'vitest';
import { ms } from '../core/units';
import { AdaptiveLifo } from './adaptive-lifo';

test('overloaded once it has not been empty for longer than the interval; then calls may wait for the target only', () => {
  const queue = new AdaptiveLifo({ target: ms(5), interval: ms(100) });
  queue.empty(ms(1000));
  expect([queue.overloaded(ms(1100)), queue.timeout(ms(1100))]).toEqual([false, ms(100)]);
  expect([queue.overloaded(ms(1100) + 1), queue.timeout(ms(1100) + 1)]).toEqual([true, ms(5)]);
  queue.empty(ms(1200));
  expect([queue.overloaded(ms(1300)), queue.timeout(ms(1300))]).toEqual([false, ms(100)]);
});

test('new times count at once', () => {
  const queue = new AdaptiveLifo({ target: ms(5), interval: ms(100) });
  queue.configure({ target: ms(7), interval: ms(10) });
  expect(queue.timeout(ms(50))).toBe(ms(7));
});
