import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { Sampler } from '../core/sampler';
import { span } from '../core/units';
import { Pauses } from './pauses';

// In microseconds.
const US = 1e3;
const constant = (value: number) => new Sampler({ kind: 'constant', value: span(value * US) }, Rng.root(1));
const regular = () => new Pauses(constant(90), constant(10), 0);

test('begin on their own, and are over', () => {
  const pauses = regular();
  const at = [0, 89, 90, 95, 99, 100, 189, 190, 205].map((now) => {
    pauses.advance(now * US);
    return [pauses.total, pauses.left(now * US), pauses.worked(now * US)].map((span) => span / US);
  });
  expect(at).toEqual([
    [0, 0, 0],
    [0, 0, 89],
    [10, 10, 90],
    [10, 5, 90],
    [10, 1, 90],
    [10, 0, 90],
    [10, 0, 179],
    [20, 10, 180],
    [20, 0, 185],
  ]);
});

test('read seldom or often, the same', () => {
  const make = () => {
    const draw = (name: string, mean: number) => new Sampler({ kind: 'exponential', mean: span(mean) }, Rng.root(5).fork(name));
    return new Pauses(draw('every', 5e6), draw('length', 1e6), 0);
  };
  const [often, seldom] = [make(), make()];
  for (let now = 0; now <= 1e9; now += 1e5) often.advance(now);
  seldom.advance(1e9);
  expect([often.total, often.worked(1e9)]).toEqual([seldom.total, seldom.worked(1e9)]);
  // A sixth of the time, give or take: alternating renewal.
  expect(seldom.total / 1e9).toBeGreaterThan(0.12);
  expect(seldom.total / 1e9).toBeLessThan(0.22);
});

describe('edits', () => {
  test('stopped in a pause, that one ends and no other comes', () => {
    const pauses = regular();
    pauses.stop(95 * US);
    expect([pauses.left(95 * US), pauses.worked(95 * US)]).toEqual([5 * US, 90 * US]);
    pauses.advance(1e9);
    expect([pauses.total, pauses.worked(1e9)]).toEqual([10 * US, 1e9 - 10 * US]);
  });

  test('the same again changes nothing; others count from now, or from the end of the pause that is on', () => {
    const every = constant(2000);
    const length = constant(10);
    const pauses = new Pauses(every, length, 0);
    pauses.configure(every, length, 500 * US);
    pauses.advance(2000 * US);
    expect(pauses.total).toBe(10 * US);
    pauses.configure(constant(5000), constant(20), 2005 * US);
    pauses.advance(7009 * US);
    expect(pauses.total).toBe(10 * US);
    pauses.advance(7010 * US);
    expect(pauses.total).toBe(30 * US);
  });
});

test('pauses of no length at no distance do not stop the clock, and a long rest is not paid for', () => {
  const pauses = new Pauses(constant(0), constant(0), 0);
  pauses.advance(30 * 86_400e9);
  expect(pauses.total).toBe(0);
  const hard = new Pauses(constant(0), constant(1000), 0);
  hard.advance(30 * 86_400e9);
  expect(hard.worked(30 * 86_400e9)).toBeGreaterThan(0);
});
