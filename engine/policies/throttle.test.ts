import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { seconds } from '../core/units';
import { Throttle } from './throttle';

const params = { k: 2, window: seconds(120) };
const throttle = (more: Partial<typeof params> = {}, seed = 1) => new Throttle({ ...params, ...more }, Rng.root(seed));

/** Of `n` attempts, one each `gap`, to a callee that accepts `share` of what is sent: how many were sent. */
function sent(t: Throttle, n: number, share: number, from = 0, gap = 1e6): number {
  const rng = Rng.root(7);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const now = from + i * gap;
    if (!t.allow(now)) continue;
    count++;
    t.record(now, rng.next() < share);
  }
  return count;
}

describe('throttle', () => {
  test('lets everything pass while the callee accepts at least 1 / k of it', () => {
    expect(sent(throttle(), 10_000, 1)).toBe(10_000);
    expect(sent(throttle(), 10_000, 0.55)).toBeGreaterThan(9900);
  });

  // Balance: s sent of 1; accepted a·s; refused share 1 − k·a·s = 1 − s has the solution s = 1 for k·a ≥ 1, and else only s → 0 with k/(n + 1) left.
  test('to a callee that accepts nothing it sends less and less: of n attempts about ln n and a few', () => {
    const count = sent(throttle({}, 3), 10_000, 0);
    expect(count).toBeGreaterThan(1);
    expect(count).toBeLessThan(60);
  });

  test('to a callee that accepts a fixed rate it sends k times that rate', () => {
    const t = throttle();
    let sentNow = 0;
    let credit = 0;
    const n = 60_000;
    // 1000 attempts a second; the callee accepts 100 of them a second, whichever come first.
    for (let i = 0; i < n; i++) {
      credit = Math.min(20, credit + 0.1);
      const now = i * 1e6;
      if (!t.allow(now)) continue;
      const accepted = credit >= 1;
      if (accepted) credit -= 1;
      t.record(now, accepted);
      if (i >= n / 2) sentNow++;
    }
    expect(sentNow / 30).toBeGreaterThan(195);
    expect(sentNow / 30).toBeLessThan(205);
  });

  test('what is older than the window is forgotten', () => {
    const t = throttle();
    sent(t, 1000, 0);
    expect(t.allow(seconds(121))).toBe(true);
    expect(sent(t, 1000, 1, seconds(121))).toBe(1000);
  });

  test('draws nothing while all is well', () => {
    const rng = Rng.root(1);
    const t = new Throttle(params, rng);
    const before = Rng.root(1).next();
    for (let i = 0; i < 100; i++) {
      t.allow(i);
      t.record(i, true);
    }
    expect(rng.next()).toBe(before);
  });

  test('another window forgets what was counted, another k does not', () => {
    const t = throttle();
    for (let i = 0; i < 1000; i++) t.record(0, false);
    t.configure({ ...params, k: 3 });
    expect(Array.from({ length: 20 }, () => t.allow(0)).some((passes) => !passes)).toBe(true);
    t.configure({ k: 3, window: seconds(60) });
    expect(t.allow(0)).toBe(true);
  });
});
