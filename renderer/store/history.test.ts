import { describe, expect, test } from 'vitest';
import { History } from './history';

const filled = (ticks: number, ids = ['a', 'b']) => {
  const history = new History(2);
  history.setIds(ids);
  // Row of id i at tick t: [t * 10 + i, -t].
  for (let t = 0; t < ticks; t++) history.push(t / 5, Float64Array.from(ids.flatMap((_, i) => [t * 10 + i, -t])), 0);
  return history;
};

describe('History', () => {
  test('gives a column back, oldest first', () => {
    const { times, values } = filled(3).read('b', 0);
    expect([...values]).toEqual([1, 11, 21]);
    expect([...times]).toEqual([0, 0.2, 0.4]);
  });

  test('reads from a moment on', () => {
    expect([...filled(10).read('a', 1, 1.6).values]).toEqual([-8, -9]);
    expect(filled(10).read('a', 1, 99).values).toHaveLength(0);
  });

  test('knows nothing of an unknown id', () => {
    expect(filled(3).read('c', 0).values).toHaveLength(0);
  });

  test('keeps everything while it grows, then the newest hour', () => {
    const ticks = 20_000;
    const { times, values } = filled(ticks).read('a', 0);
    expect(values).toHaveLength(18_000);
    expect(values[0]).toBe((ticks - 18_000) * 10);
    expect(values.at(-1)).toBe((ticks - 1) * 10);
    // Times rise without a seam where the ring wraps.
    expect(times.every((t, i) => i === 0 || t > (times[i - 1] ?? 0))).toBe(true);
  });

  test('200 nodes of 19 columns keep ten minutes in bounded memory', () => {
    const ids = Array.from({ length: 200 }, (_, i) => `n${i}`);
    const history = new History(19);
    history.setIds(ids);
    const row = new Float64Array(200 * 19);
    for (let t = 0; t < 7_000; t++) history.push(t / 5, row, 0);
    expect(history.length).toBeGreaterThanOrEqual(10 * 60 * 5);
    expect(history.bytes).toBeLessThan(100e6);
  });

  test('when many more ids come, each keeps fewer ticks, the newest ones, and memory stays bounded', () => {
    const history = filled(10_000, ['a']);
    const ids = ['a', ...Array.from({ length: 3_000 }, (_, i) => `n${i}`)];
    history.setIds(ids);
    expect(history.bytes).toBeLessThan(100e6);
    const kept = history.length;
    expect(kept).toBeGreaterThanOrEqual(3_000);
    history.push(2_000, new Float64Array(2 * ids.length).fill(5), 0);
    const { times, values } = history.read('a', 0);
    expect([values.length, values[0], values.at(-2), values.at(-1)]).toEqual([kept, (10_001 - kept) * 10, 99_990, 5]);
    expect(times.every((t, i) => i === 0 || t > (times[i - 1] ?? 0))).toBe(true);
  });

  test('an id that comes later has no numbers before; one that goes is forgotten', () => {
    const history = filled(2);
    history.setIds(['b', 'c']);
    history.push(0.4, Float64Array.of(7, 8, 9, 10), 0);
    expect([...history.read('b', 0).values]).toEqual([1, 11, 7]);
    expect([...history.read('c', 1).values]).toEqual([Number.NaN, Number.NaN, 10]);
    expect(history.read('a', 0).values).toHaveLength(0);
  });
});
