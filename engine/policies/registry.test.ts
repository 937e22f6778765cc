import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { Rng } from '../core/rng';
import { seconds } from '../core/units';
import { type Limiter, type LimitKind, type RateLimitParams, zRateLimit } from './rate-limit-params';
import { newLimiter } from './registry';

type Input = z.input<typeof zRateLimit>;
const SECOND = seconds(1);

/** Every kind, with parameters that let 5 calls pass at once and 10 a second in the long run. */
const kinds: Readonly<Record<LimitKind, Input>> = {
  'token-bucket': { rate: 10, burst: 5 },
  'stepped-token-bucket': { kind: 'stepped-token-bucket', refill: 5, every: '500ms', burst: 5 },
  'windowed-token-bucket': { kind: 'windowed-token-bucket', limit: 5, window: '500ms' },
  gcra: { kind: 'gcra', rate: 10, burst: 5 },
  'leaky-bucket': { kind: 'leaky-bucket', rate: 10, burst: 5, queue: 2 },
  'fixed-window': { kind: 'fixed-window', limit: 5, window: '500ms' },
  'sliding-log': { kind: 'sliding-log', limit: 5, window: '500ms' },
  'sliding-counter': { kind: 'sliding-counter', limit: 5, window: '500ms' },
};
const inputs: readonly (readonly [string, Input])[] = [
  ...Object.entries(kinds),
  ['fixed-window from the first call', { kind: 'fixed-window', limit: 5, window: '500ms', start: 'first-call' }],
  ['fixed-window with a block', { kind: 'fixed-window', limit: 5, window: '500ms', start: 'first-call', block: '700ms' }],
  ['aligned fixed-window with a block', { kind: 'fixed-window', limit: 5, window: '500ms', block: '700ms' }],
];
const limiterOf = (input: Input, now = 0): Limiter => newLimiter(zRateLimit.parse(input), now);
const passes = (limiter: Limiter, now: number): boolean => limiter.take(now) <= limiter.patience;

/** Calls that pass of `calls` that come at once. */
function rush(limiter: Limiter, now: number, calls = 100): number {
  let passed = 0;
  for (let i = 0; i < calls; i++) if (passes(limiter, now)) passed++;
  return passed;
}

describe.each(inputs)('%s', (name, input) => {
  const waiting = input.kind === 'leaky-bucket' ? 2 : 0;

  test('lets five pass at once, and five again after a long time', () => {
    const limiter = limiterOf(input);
    expect(rush(limiter, 0)).toBe(5 + waiting);
    expect(rush(limiter, 1000 * SECOND)).toBe(5 + waiting);
  });

  test('who is refused and comes back when told gets through, at any rates and times; nobody is told to wait for nothing', () => {
    // Method: 300 seeded limiters, 60 random calls each. Rounding, or a caller's own new window, may cost a second try; a block, many.
    const rng = Rng.root(60).fork(name);
    let worst = 0;
    let whole = true;
    for (let i = 0; i < 300; i++) {
      const params = stretched(input, rng);
      let now = Math.floor(rng.next() * 1e13);
      const limiter = newLimiter(params, now);
      for (let call = 0; call < 60; call++) {
        now += Math.floor(rng.exponential() * 40e6);
        let tries = 0;
        for (let wait = limiter.take(now); wait > limiter.patience; wait = limiter.take(now)) {
          whole &&= Number.isInteger(wait) && wait >= 1;
          now += wait;
          tries++;
        }
        worst = Math.max(worst, tries);
      }
    }
    expect(whole).toBe(true);
    expect(worst).toBeGreaterThanOrEqual(1);
    expect(worst).toBeLessThanOrEqual(2);
  });

  test('forgets all when it is reset', () => {
    const limiter = limiterOf(input);
    rush(limiter, 0);
    limiter.reset(SECOND / 10);
    expect(rush(limiter, SECOND / 10)).toBe(5 + waiting);
  });

  test('keeps its counts under parameters that say the same', () => {
    const [ours, edited] = [limiterOf(input), limiterOf(input)];
    const rng = Rng.root(61).fork(name);
    const decisions: boolean[] = [];
    for (let now = 0; now < 20 * SECOND; now += Math.ceil(rng.exponential() * 50e6)) {
      edited.configure(zRateLimit.parse(input) as never, now);
      const decision = passes(ours, now);
      decisions.push(decision);
      expect(passes(edited, now)).toBe(decision);
    }
    expect(new Set(decisions).size).toBe(2);
  });
});

/** The same kind with other numbers. */
function stretched(input: Input, rng: Rng): RateLimitParams {
  const params = { ...zRateLimit.parse(input) } as Record<string, unknown>;
  const factor = Math.exp(rng.next() * 4 - 2);
  for (const key of ['rate', 'window', 'every', 'block']) {
    const value = params[key];
    if (typeof value === 'number') params[key] = key === 'rate' ? value * factor : Math.round(value * factor);
  }
  for (const key of ['burst', 'limit', 'refill']) if (typeof params[key] === 'number') params[key] = 1 + rng.int(20);
  return params as unknown as RateLimitParams;
}

describe('what tells them apart', () => {
  /** Most calls that passed in any span of 500 ms: 40 ms of rush before the border of two windows, 40 ms after it. */
  const worst = (kind: LimitKind): number => {
    const limiter = limiterOf(kinds[kind]);
    let passed = 0;
    for (let now = 0.46 * SECOND; now < 0.54 * SECOND; now += 1e6) if (passes(limiter, now)) passed++;
    return passed;
  };

  test('at a border, a fixed window lets twice its limit pass; the sliding ones do not', () => {
    expect(worst('fixed-window')).toBe(10);
    expect(worst('sliding-log')).toBe(5);
    // It rounds what it still counts of the window before down.
    expect(worst('sliding-counter')).toBe(6);
    expect(worst('stepped-token-bucket')).toBe(5);
  });

  test('a queue spaces what it holds back evenly, first come first served', () => {
    const queue = limiterOf({ kind: 'leaky-bucket', rate: 10, burst: 2, queue: 3 });
    expect([0, 0, 0, 0, 0, 0].map((now) => queue.take(now) / 1e6)).toEqual([0, 0, 100, 200, 300, 400]);
    expect(queue.patience / 1e6).toBe(300);
    // The refused one took no place.
    expect(queue.take(0.1 * SECOND) / 1e6).toBe(300);
  });

  test('a queue that drains at the rate of its arrivals never makes them wait, for millions of calls', () => {
    const queue = limiterOf({ kind: 'leaky-bucket', rate: 3, burst: 1, queue: 0 });
    let waited = 0;
    for (let i = 0; i < 2_000_000; i++) waited += queue.take(Math.ceil((i * 1e9) / 3));
    expect(waited).toBe(0);
  });

  test('a bucket may begin empty, and fills from when it was made', () => {
    const bucket = limiterOf({ rate: 10, burst: 5, initial: 0 }, SECOND);
    expect(rush(bucket, SECOND)).toBe(0);
    expect(rush(bucket, 1.2 * SECOND)).toBe(2);
  });
});

describe('new parameters', () => {
  test.each([
    ['fixed-window', { kind: 'fixed-window', limit: 8, window: '500ms' }, 3],
    ['sliding-log', { kind: 'sliding-log', limit: 8, window: '500ms' }, 3],
    ['sliding-counter', { kind: 'sliding-counter', limit: 8, window: '500ms' }, 3],
    ['stepped-token-bucket', { kind: 'stepped-token-bucket', refill: 5, every: '500ms', burst: 8 }, 0],
    ['gcra', { kind: 'gcra', rate: 10, burst: 8 }, 3],
  ] as const)('%s: what has passed stays counted under a higher limit', (kind, input, more) => {
    const limiter = limiterOf(kinds[kind]);
    rush(limiter, 0.1 * SECOND);
    limiter.configure(zRateLimit.parse(input) as never, 0.1 * SECOND);
    expect(rush(limiter, 0.1 * SECOND)).toBe(more);
  });

  test.each(['fixed-window', 'sliding-log', 'sliding-counter', 'stepped-token-bucket', 'windowed-token-bucket'] as const)(
    '%s: under a lower limit it is full for no longer than a window',
    (kind) => {
      const limiter = limiterOf(kinds[kind]);
      rush(limiter, 0);
      const { refill, burst } = { refill: 2, burst: 2 };
      const lower = kind === 'stepped-token-bucket' ? { kind, refill, burst, every: '500ms' } : { kind, limit: 2, window: '500ms' };
      limiter.configure(zRateLimit.parse(lower) as never, 1e6);
      expect(rush(limiter, 0.4 * SECOND)).toBeLessThanOrEqual(1);
      expect(rush(limiter, 1.5 * SECOND)).toBe(2);
    },
  );
});
