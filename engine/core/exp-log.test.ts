import { describe, expect, test } from 'vitest';
import { Digest } from './digest';
import { exp, log } from './exp-log';
import { Rng } from './rng';

/** Distance in units of the last place of the second. */
function ulps(a: number, b: number): number {
  const bits = new BigInt64Array(new Float64Array([a, b]).buffer);
  return Number(bits[0]! > bits[1]! ? bits[0]! - bits[1]! : bits[1]! - bits[0]!);
}

/** The engine's own function is off by up to one unit itself. */
const BOTH = 2;

const worst = (xs: readonly number[], ours: (x: number) => number, theirs: (x: number) => number) =>
  xs.reduce((most, x) => Math.max(most, ulps(ours(x), theirs(x))), 0);
const spread = (n: number, draw: (u: number) => number): number[] => {
  const rng = Rng.root(100);
  return Array.from({ length: n }, () => draw(rng.next()));
};

describe('exp', () => {
  test.each<[string, (u: number) => number]>([
    ['around 0', (u) => (u - 0.5) * 2],
    ['tiny', (u) => (u - 0.5) * 1e-9],
    ['as far as results are normal', (u) => -708 + u * 1417],
  ])('%s: as Math.exp but for the last bit', (_, draw) => {
    expect(worst(spread(100_000, draw), exp, Math.exp)).toBeLessThanOrEqual(BOTH);
  });

  test('ends of the range', () => {
    expect([0, -0, 709.8, 1e308, Infinity].map(exp)).toEqual([1, 1, Infinity, Infinity, Infinity]);
    expect(exp(709.782712893384) / Math.exp(709.782712893384)).toBeCloseTo(1, 14);
    expect(ulps(exp(1), Math.E)).toBeLessThanOrEqual(1);
    expect([-745.14, -746, -1e308, -Infinity].map(exp)).toEqual([0, 0, 0, 0]);
    expect(exp(-745)).toBe(5e-324);
    expect(exp(-720)).toBeCloseTo(Math.exp(-720), 320);
    expect(exp(NaN)).toBeNaN();
  });

  test('never falls as x rises', () => {
    let last = 0;
    let falls = 0;
    for (let i = 0; i < 200_000; i++) {
      const y = exp(-2 + i * 2e-5);
      if (y < last) falls++;
      last = y;
    }
    expect(falls).toBe(0);
  });
});

describe('log', () => {
  test.each<[string, (u: number) => number]>([
    ['0 to 1', (u) => u],
    ['near 1', (u) => 1 + (u - 0.5) * 1e-3],
    ['whole nanoseconds', (u) => Math.floor(u * 8e15) + 1],
    ['every size', (u) => exp(-744 + u * 1450)],
  ])('%s: as Math.log but for the last bit', (_, draw) => {
    expect(worst(spread(100_000, draw), log, Math.log)).toBeLessThanOrEqual(BOTH);
  });

  test('ends of the range', () => {
    expect([1, 0, -0, Infinity, Math.E].map(log)).toEqual([0, -Infinity, -Infinity, Infinity, 1]);
    expect(log(5e-324)).toBe(Math.log(5e-324));
    expect(log(Number.MAX_VALUE)).toBe(Math.log(Number.MAX_VALUE));
    expect([log(-1), log(-Infinity), log(NaN)]).toEqual([NaN, NaN, NaN]);
  });

  test('powers of two give multiples of ln 2', () => {
    for (let k = -1022; k <= 1023; k += 31) expect(ulps(log(2 ** k), k * Math.LN2)).toBeLessThanOrEqual(1);
  });
});

test('each undoes the other', () => {
  const off = spread(100_000, (u) => u * 40 - 20).reduce((most, x) => Math.max(most, Math.abs(log(exp(x)) - x)), 0);
  expect(off).toBeLessThan(4e-15);
});

test('the bits of 200,000 results are pinned, so that every engine is compared with them', () => {
  const digest = new Digest();
  const words = new Int32Array(2);
  const bits = new Float64Array(words.buffer);
  for (let i = 0; i < 200_000; i++) {
    bits[0] = i % 2 === 0 ? exp(i / 1999 - 50) : log((i * i + 1) / 7919);
    digest.mix(words[0]!, words[1]!, i);
  }
  expect(digest.hex()).toBe('b88c3b7f74838d81');
});
