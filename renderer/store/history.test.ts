import { describe, expect, test } from 'vitest';
import { nodeColumn, nodeColumns } from '../../engine/measure/columns';
import { History } from './history';
import { nodeMerges } from './thinning';

/** Ticks that a small history keeps before it is thinned. */
const MOST = 9_000;

const filled = (ticks: number, ids = ['a', 'b']) => {
  const history = new History(2);
  history.setIds(ids);
  // Row of id i at tick t: [t * 10 + i, -t].
  for (let t = 0; t < ticks; t++) history.push((t + 1) / 5, Float64Array.from(ids.flatMap((_, i) => [t * 10 + i, -t])), 0);
  return history;
};

const rising = (times: Float64Array) => times.every((t, i) => i === 0 || t > times[i - 1]!);

describe('History', () => {
  test('gives a column back, oldest first', () => {
    const { times, values } = filled(3).read('b', 0);
    expect([...values]).toEqual([1, 11, 21]);
    expect([...times]).toEqual([0.2, 0.4, 0.6]);
  });

  test('reads from a moment on', () => {
    expect([...filled(10).read('a', 1, 1.8).values]).toEqual([-8, -9]);
    expect(filled(10).read('a', 1, 99).values).toHaveLength(0);
  });

  test('knows what was at a moment: the tick that tells of it; after the last one, the last one', () => {
    const history = filled(10);
    expect([0, 0.2, 0.21, 0.4, 1.95, 99].map((time) => history.at('a', 1, time))).toEqual([-0, -0, -1, -1, -9, -9]);
    expect(history.at('c', 1, 1)).toBeNaN();
    expect(new History(1).at('a', 0, 1)).toBeNaN();
  });

  test('knows nothing of an unknown id', () => {
    expect(filled(3).read('c', 0).values).toHaveLength(0);
  });

  test('an id that comes later has no numbers before; one that goes is forgotten', () => {
    const history = filled(2);
    history.setIds(['b', 'c']);
    history.push(0.6, Float64Array.of(7, 8, 9, 10), 0);
    expect([...history.read('b', 0).values]).toEqual([1, 11, 7]);
    expect([...history.read('c', 1).values]).toEqual([Number.NaN, Number.NaN, 10]);
    expect(history.read('a', 0).values).toHaveLength(0);
  });
});

describe('thinning', () => {
  test('keeps every tick while there is room, then the whole run, the longer ago the coarser', () => {
    expect(filled(MOST).read('a', 0).values).toHaveLength(MOST);
    const ticks = 60_000;
    const { times, values } = filled(ticks).read('a', 0);
    expect(values.length).toBeLessThanOrEqual(MOST);
    expect(values.length).toBeGreaterThan(MOST / 4);
    expect(rising(times)).toBe(true);
    // The first seconds are still there, and the newest minutes tick by tick.
    expect(times[0]).toBeLessThan(20);
    const newest = values.subarray(values.length - 600);
    expect([...newest]).toEqual(Array.from({ length: 600 }, (_, i) => Math.fround((ticks - 600 + i) * 10)));
    // No point tells of more than a small share of its age.
    const end = ticks / 5;
    for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBeLessThan(0.21 + (end - times[i - 1]!) / 500);
  });

  test('a mean stays the mean, to the total: nothing is lost or counted twice', () => {
    const history = new History(1);
    history.setIds(['a']);
    let total = 0;
    for (let t = 1; t <= 50_000; t++) {
      const rate = (t * 7919) % 1000;
      total += rate * 0.2;
      history.push(t / 5, [rate], 0);
    }
    const { values } = history.read('a', 0);
    // What each point tells of lasts from the end of the one before: `at` finds the ends.
    let sum = 0;
    let before = 0;
    for (let t = 1; t <= 50_000; t++) {
      if (history.at('a', 0, t / 5) !== history.at('a', 0, t / 5 + 0.01) || t === 50_000) {
        sum += history.at('a', 0, t / 5) * (t / 5 - before);
        before = t / 5;
      }
    }
    expect(values.length).toBeLessThan(MOST);
    // 32-bit floats, and neighbours that are equal by chance.
    expect(Math.abs(sum / total - 1)).toBeLessThan(1e-5);
  });

  test('no peak and no loss vanishes, and times count by the calls behind them', () => {
    const history = new History(nodeColumns.length, nodeMerges);
    history.setIds(['a']);
    const row = new Float64Array(nodeColumns.length);
    for (let t = 1; t <= 40_000; t++) {
      const spike = t === 101;
      row[nodeColumn.p99] = spike ? 900 : 10;
      row[nodeColumn.replicasUp] = spike ? 0 : 3;
      row[nodeColumn.samples] = t % 2 ? 300 : 100;
      row[nodeColumn.queueWait] = t % 2 ? 8 : 4;
      row[nodeColumn.arrivals] = t % 2 ? 20 : 40;
      history.push(t / 5, row, 0);
    }
    const old = (column: keyof typeof nodeColumn) => [...history.read('a', nodeColumn[column]).values.subarray(2, 40)];
    expect(Math.max(...history.read('a', nodeColumn.p99).values)).toBe(900);
    expect(Math.min(...history.read('a', nodeColumn.replicasUp).values)).toBe(0);
    // 300 calls of 8 ms and 100 of 4 ms: 7 ms, not 6.
    for (const wait of old('queueWait')) expect(Math.abs(wait - 7)).toBeLessThan(0.2);
    for (const rate of old('arrivals')) expect(Math.abs(rate - 30)).toBeLessThan(2);
  });

  test.each([
    [20, nodeColumns.length],
    [200, nodeColumns.length],
    [1000, nodeColumns.length],
    [1500, 15],
  ])('%i ids of %i columns: half an hour, and ten, in bounded memory', (count, columns) => {
    const ids = Array.from({ length: count }, (_, i) => `n${i}`);
    const history = new History(columns);
    history.setIds(ids);
    const row = new Float64Array(count * columns);
    let most = 0;
    const run = (from: number, to: number, step: number) => {
      for (let at = from; at < to; at += step) {
        history.push(at, row, 0);
        most = Math.max(most, history.bytes);
      }
    };
    // Coarser steps stand for the other ticks: what is kept depends on the number of ticks and their ages.
    const step = count > 100 ? 2 : 0.2;
    run(step, 1_800, step);
    const { times } = history.read('n0', 0);
    expect(times[0]).toBeLessThan(60);
    expect(times.at(-1)! + step).toBeGreaterThanOrEqual(1_799);
    run(1_800, 36_000, count > 100 ? 20 : 2);
    expect(most).toBeLessThan(65e6);
    expect(history.read('n0', 0).times[0]).toBeLessThan(1_000);
  });

  test('when many more ids come, what was is thinned, not dropped', () => {
    const history = filled(10_000, ['a']);
    const ids = ['a', ...Array.from({ length: 3_000 }, (_, i) => `n${i}`)];
    history.setIds(ids);
    expect(history.bytes).toBeLessThan(65e6);
    history.push(2_000.2, new Float64Array(2 * ids.length).fill(5), 0);
    const { times, values } = history.read('a', 0);
    expect(times[0]).toBeLessThan(60);
    expect([values.at(-2), values.at(-1)]).toEqual([99_990, 5]);
    expect(rising(times)).toBe(true);
  });
});
