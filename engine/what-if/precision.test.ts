import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { success } from '../core/problem';
import type { Design } from '../design/schema';
import { serialCrew } from './crew';
import { replicate, zReplications } from './replicate';
import { sampleReport } from './sample-report';

const design: Design = { version: 1, name: 'Shop', seed: 1 };

/** Runs whose mean latency is 100 ms with this spread. */
const noisy = (spread: number) =>
  serialCrew((_design, { seed = 0 } = {}) => {
    const report = sampleReport({ seed, digest: `d${seed}` });
    const mean = 100 + spread * Rng.root(seed).normal();
    return success({ ...report, requests: { ...report.requests, latency: { ...report.requests.latency, mean } } });
  });
const figures = ['requests.latency.mean', 'requests.goodput'];

async function runsFor(spread: number, target: number, replications = 1000) {
  const result = await replicate({ design, replications, precision: { target, figures } }, noisy(spread));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(zReplications.parse(result.value)).toEqual(result.value);
  return result.value;
}

describe('running until the result is sure enough', () => {
  test('ten runs are the fewest', async () => {
    const { runs, precision } = await runsFor(0.01, 0.02);
    expect(runs).toHaveLength(10);
    expect(precision).toMatchObject({ reached: true, cap: 1000, heldOut: 'requests.latency.mean' });
    // A figure without spread is sure at once.
    expect(precision!.figures).toMatchObject([{ figure: 'requests.latency.mean' }, { figure: 'requests.goodput', halfWidth: 0 }]);
  });

  test('goes on until the least sure figure is sure, and not much further', async () => {
    const { runs, precision } = await runsFor(10, 0.02);
    expect(precision!.reached).toBe(true);
    expect(precision!.figures[0]!.halfWidth!).toBeLessThanOrEqual(0.02);
    // (1.98 × 10 / 2)² = 98.
    expect(runs.length).toBeGreaterThan(60);
    expect(runs.length).toBeLessThan(200);
  });

  test('stops at the cap and says which figure held out', async () => {
    const { runs, precision } = await runsFor(40, 0.02, 25);
    expect(runs).toHaveLength(25);
    expect(precision).toMatchObject({ reached: false, cap: 25, heldOut: 'requests.latency.mean' });
  });

  test('a figure that no run has is refused, with the remedy', async () => {
    const precision = { target: 0.02, figures: ['requests.latency.p98'] };
    const result = await replicate({ design, replications: 1000, precision }, noisy(1));
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'no-such-figure', where: 'requests.latency.p98' }] });
  });

  test('progress never goes back, although the aim moves', async () => {
    const shares: number[] = [];
    const precision = { target: 0.02, figures };
    await replicate({ design, replications: 1000, precision }, noisy(10), { onProgress: (share) => void shares.push(share) });
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  });
});
