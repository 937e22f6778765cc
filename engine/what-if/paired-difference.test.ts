import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import type { Design } from '../design/schema';
import { run } from '../simulate/run';
import { pairedDifference } from './paired-difference';

describe('paired differences', () => {
  test('agree with the paired t test of a textbook', () => {
    // Differences 1, 2, 3, 2, 2: mean 2, standard deviation 0.7071; t at 97.5 % with four degrees of freedom is 2.7764.
    const found = pairedDifference([10, 20, 30, 40, 50], [11, 22, 33, 42, 52]);
    expect(found).toMatchObject({ pairs: 5, before: 30, after: 32, relative: 2 / 30, verdict: 'higher' });
    expect(found.difference.high! - 2).toBeCloseTo((2.7764451 * Math.sqrt(0.5)) / Math.sqrt(5), 6);
    expect(pairedDifference([11, 22, 33, 42, 52], [10, 20, 30, 40, 50]).verdict).toBe('lower');
  });

  test('a pair in which one has no number is left out', () => {
    expect(pairedDifference([1, null, 3, 4], [2, 5, null, 5])).toMatchObject({ pairs: 2, difference: { mean: 1 } });
    expect(pairedDifference([null], [1])).toMatchObject({ pairs: 0, before: null, relative: null, verdict: 'not enough runs' });
    expect(pairedDifference([1], [2]).verdict).toBe('not enough runs');
    expect(() => pairedDifference([1], [])).toThrow('pairs');
  });

  test('two of the same differ in about five of a hundred comparisons', () => {
    // Method: 2,000 comparisons of eight pairs of the same normal noise; the share that shows a difference must be near 0.05.
    const rng = Rng.root(3);
    const noise = (): number[] => Array.from({ length: 8 }, () => rng.normal());
    let differ = 0;
    for (let i = 0; i < 2000; i++) if (pairedDifference(noise(), noise()).verdict !== 'no difference shown') differ++;
    expect(differ / 2000).toBeGreaterThan(0.033);
    expect(differ / 2000).toBeLessThan(0.067);
  });

  test('the same seeds make the interval of a small change at least three times as narrow', () => {
    const shop = (mean: string): Design => ({
      version: 1,
      name: 'Shop',
      nodes: [
        { id: 'users', kind: 'client', params: { traffic: { kind: 'open', rate: 700 } } },
        {
          id: 'shop',
          kind: 'service',
          params: { replicas: 1, workers: 1, queueLimit: 100_000, serviceTime: { kind: 'exponential', mean } },
        },
      ],
      links: [{ id: 'users-shop', from: 'users', to: 'shop' }],
    });
    const means = (mean: string, seeds: readonly number[]): (number | null)[] =>
      seeds.map((seed) => {
        const result = run(shop(mean), { seed, duration: 12, warmup: 2 });
        if (!result.ok) throw new Error(JSON.stringify(result.problems));
        return result.value.requests.latency.mean;
      });
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const width = ({ difference: { low, high } }: ReturnType<typeof pairedDifference>): number => high! - low!;
    const slow = means('1ms', seeds);
    const paired = pairedDifference(slow, means('0.99ms', seeds));
    const unpaired = pairedDifference(
      slow,
      means(
        '0.99ms',
        seeds.map((seed) => seed + 100),
      ),
    );
    expect(paired.verdict).toBe('lower');
    expect(width(paired)).toBeLessThan(width(unpaired) / 3);
  });
});
