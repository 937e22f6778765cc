import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Clock } from './clock';
import { Level } from './level';

const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 2 ** 46 }), up: fc.boolean() }), { maxLength: 200 });

test('the area is that of the staircase, exactly, also beyond 2^53', () => {
  fc.assert(
    fc.property(steps, (walk) => {
      const clock = new Clock();
      const level = new Level(clock);
      let area = 0n;
      let count = 0;
      for (const { wait, up } of walk) {
        clock.now += wait;
        area += BigInt(count) * BigInt(wait);
        if (up || count === 0) {
          level.rise(clock.now);
          count += 1;
        } else {
          level.fall(clock.now);
          count -= 1;
        }
        expect(level.area()).toBe(area);
        expect(level.roundedArea()).toBe(Number(area));
        expect(level.count).toBe(count);
      }
    }),
  );
});

test('a sum of levels has the sum of their areas', () => {
  const clock = new Clock();
  const parts = [new Level(clock), new Level(clock), new Level(clock)];
  for (const [i, part] of parts.entries()) {
    for (let n = 0; n < 5; n++) {
      clock.now += 2 ** 51 - i;
      part.rise(clock.now);
    }
  }
  const all = new Level(clock);
  all.sum(parts);
  expect(all.count).toBe(15);
  expect(all.area()).toBe(parts.reduce((area, part) => area + part.area(), 0n));
});
