import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { rps, seconds } from '../core/units';
import { TokenBucket } from './token-bucket';

const bucketOf = (rate: number, burst: number) => new TokenBucket({ rate: rps(rate), burst, initial: 1 });
const SECOND = seconds(1);

/** Calls that pass when as many as possible come at once. */
function drain(bucket: TokenBucket, now: number): number {
  let passed = 0;
  while (bucket.take(now) === 0) passed++;
  return passed;
}

test('starts full, and idle time fills it no further than the burst', () => {
  const bucket = bucketOf(10, 5);
  expect(drain(bucket, 0)).toBe(5);
  expect(drain(bucket, 1000 * SECOND)).toBe(5);
});

test('refills continuously: a token every 1/rate', () => {
  const bucket = bucketOf(10, 1);
  expect(bucket.take(0)).toBe(0);
  expect(bucket.take(0.04 * SECOND)).toBe(0.06 * SECOND);
  // Fractions of a token round up, so the wait may be a nanosecond long.
  expect([1, 2]).toContain(bucket.take(0.1 * SECOND - 1));
  expect(bucket.take(0.1 * SECOND)).toBe(0);
});

test('a refused call costs nothing, however often it asks', () => {
  const bucket = bucketOf(10, 1);
  bucket.take(0);
  for (let now = 1; now < 0.1 * SECOND; now += 99_991) expect(bucket.take(now)).toBeGreaterThan(0);
  expect(bucket.take(0.1 * SECOND)).toBe(0);
});

test('who waits as long as told gets a token, in 20,000 random buckets', () => {
  // Fractions of a token round; a wait of 0 ns, or one that leads to many more, would hang a run.
  const rng = Rng.root(50);
  let worst = 0;
  let whole = true;
  for (let i = 0; i < 20_000; i++) {
    const bucket = bucketOf(Math.exp(rng.next() * 20 - 7), 1 + rng.int(100));
    let now = Math.floor(rng.next() * 8e15);
    drain(bucket, now);
    let tries = 0;
    for (let wait = bucket.take(now); wait > 0; wait = bucket.take(now)) {
      whole &&= Number.isInteger(wait);
      now += wait;
      tries++;
    }
    worst = Math.max(worst, tries);
  }
  expect(whole).toBe(true);
  expect(worst).toBeLessThanOrEqual(2);
});

test('never lets more pass than burst + rate × time, in any window', () => {
  const rng = Rng.root(51);
  const passed: number[] = [];
  const bucket = bucketOf(100, 10);
  for (let now = 0; now < 20 * SECOND; now += Math.ceil(rng.exponential() * 5e6)) if (bucket.take(now) === 0) passed.push(now);
  expect(passed.length).toBeGreaterThan(1900);
  let excess = 0;
  for (let i = 0; i < passed.length; i++) {
    for (let j = i; j < passed.length; j++) excess = Math.max(excess, j - i + 1 - 10 - ((passed[j]! - passed[i]!) * 100) / SECOND);
  }
  expect(excess).toBeLessThan(1e-6);
});

describe('new parameters', () => {
  test('tokens earned so far stay, at the old rate until now', () => {
    const bucket = bucketOf(10, 10);
    drain(bucket, 0);
    bucket.configure({ rate: rps(1), burst: 10, initial: 1 }, 0.5 * SECOND);
    expect(drain(bucket, 0.5 * SECOND)).toBe(5);
    expect(bucket.take(0.5 * SECOND)).toBe(SECOND);
  });

  test('a smaller bucket spills, a larger one is not full at once', () => {
    const bucket = bucketOf(10, 10);
    bucket.configure({ rate: rps(10), burst: 3, initial: 1 });
    expect(drain(bucket, 0)).toBe(3);
    bucket.configure({ rate: rps(10), burst: 20, initial: 1 }, SECOND);
    expect(drain(bucket, SECOND)).toBe(3);
  });
});
