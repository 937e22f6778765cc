import { describe, expect, test } from 'vitest';
import { seconds } from '../core/units';
import { cosineOfTurns, peakFactor, type RateCurve, rateFactor } from './rate-curve';

const curves = {
  constant: { kind: 'constant' },
  'ramp up': { kind: 'ramp', to: 3, startAfter: seconds(10), duration: seconds(20) },
  'ramp down': { kind: 'ramp', to: 0, startAfter: seconds(10), duration: seconds(20) },
  step: { kind: 'ramp', to: 3, startAfter: seconds(10), duration: seconds(0) },
  spike: { kind: 'spike', factor: 5, startAfter: seconds(10), duration: seconds(5) },
  dip: { kind: 'spike', factor: 0.2, startAfter: seconds(10), duration: seconds(5) },
  'step up': { kind: 'step', to: 2.5, startAfter: seconds(10) },
  'step down': { kind: 'step', to: 0, startAfter: seconds(10) },
  recorded: {
    kind: 'recorded',
    between: 'lines',
    points: [
      { at: seconds(10), factor: 2 },
      { at: seconds(20), factor: 4 },
      { at: seconds(30), factor: 0 },
    ],
  },
  daily: { kind: 'daily', swing: 0.6, period: seconds(86_400), peakAt: seconds(72_000) },
} satisfies Record<string, RateCurve>;

const at = (curve: RateCurve, second: number) => rateFactor(curve, second * 1e9);

test('constant', () => {
  expect(at(curves.constant, 12_345)).toBe(1);
});

test('ramp: a straight line, level before and after', () => {
  expect([0, 10, 15, 20, 30, 1000].map((s) => at(curves['ramp up'], s))).toEqual([1, 1, 1.5, 2, 3, 3]);
  expect([0, 20, 30, 99].map((s) => at(curves['ramp down'], s))).toEqual([1, 0.5, 0, 0]);
});

test('a ramp without length is a step', () => {
  expect([9, 10, 11].map((s) => at(curves.step, s))).toEqual([1, 3, 3]);
});

test('spike: from its start to before its end', () => {
  expect([9.999, 10, 14.999, 15].map((s) => at(curves.spike, s))).toEqual([1, 5, 5, 1]);
});

test('step: another level from its time on', () => {
  expect([0, 9.999, 10, 99].map((s) => at(curves['step up'], s))).toEqual([1, 1, 2.5, 2.5]);
  expect([9.999, 10].map((s) => at(curves['step down'], s))).toEqual([1, 0]);
});

test('recorded: straight lines or steps through the points, level outside them', () => {
  expect([0, 10, 15, 20, 25, 30, 99].map((s) => at(curves.recorded, s))).toEqual([2, 2, 3, 4, 2, 0, 0]);
  expect([0, 10, 19.999, 20, 29.999, 30, 99].map((s) => at({ ...curves.recorded, between: 'steps' }, s))).toEqual([2, 2, 2, 4, 4, 0, 0]);
});

test('recorded: starts over', () => {
  const again = { ...curves.recorded, repeatEvery: seconds(40) };
  expect([0, 15, 39, 40, 55, 80 + 25].map((s) => at(again, s))).toEqual([2, 3, 0, 2, 3, 2]);
});

test('recorded: one point is a constant', () => {
  expect([0, 5, 9].map((s) => at({ kind: 'recorded', between: 'lines', points: [{ at: seconds(5), factor: 0.5 }] }, s))).toEqual([
    0.5, 0.5, 0.5,
  ]);
});

test('daily wave: peak at its hour, trough half a day away, every day', () => {
  for (const day of [0, 1, 30]) {
    const start = day * 86_400;
    expect(at(curves.daily, start + 72_000)).toBeCloseTo(1.6, 12);
    expect(at(curves.daily, start + 28_800)).toBeCloseTo(0.4, 12);
    expect(at(curves.daily, start + 50_400)).toBeCloseTo(1, 12);
  }
});

describe.each(Object.entries<RateCurve>(curves))('%s', (_, curve) => {
  const samples = Array.from({ length: 200_001 }, (__, i) => rateFactor(curve, i * 1e9));

  test('is never negative and never passes its peak', () => {
    expect(samples.every((factor) => factor >= 0 && factor <= peakFactor(curve))).toBe(true);
  });

  test('reaches its peak', () => {
    expect(samples.reduce((a, b) => Math.max(a, b))).toBeCloseTo(peakFactor(curve), 9);
  });
});

test('the cosine is right to 1e-12, and within ±1', () => {
  let worst = 0;
  let largest = 0;
  for (let i = -40_000; i <= 40_000; i++) {
    const turns = i / 9973;
    const value = cosineOfTurns(turns);
    worst = Math.max(worst, Math.abs(value - Math.cos(2 * Math.PI * turns)));
    largest = Math.max(largest, Math.abs(value));
  }
  expect(largest).toBe(1);
  expect(worst).toBeLessThan(1e-12);
});

test('the mean over a day is 1, so a wave changes when requests come and not how many', () => {
  let sum = 0;
  for (let minute = 0; minute < 1440; minute++) sum += at(curves.daily, minute * 60);
  expect(sum / 1440).toBeCloseTo(1, 12);
});

test('wave values are pinned, so that every engine is compared with them', () => {
  expect([0, 0.1, 0.3, 0.49, 0.7, 123.456].map(cosineOfTurns)).toMatchInlineSnapshot(`
    [
      1,
      0.8090169943749475,
      -0.30901699437494723,
      -0.9980267284282716,
      -0.3090169943749478,
      -0.9620276715860911,
    ]
  `);
});
