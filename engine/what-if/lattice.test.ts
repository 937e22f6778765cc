import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { LatticeSearch, type SizeFacts, type Sizes } from './lattice';

const dimensions = (prices: readonly number[], max = 8) => prices.map((price) => ({ min: 1, max, price }));

/** Every choice of sizes from 1 to max. */
function* all(length: number, max: number): Generator<number[]> {
  if (length === 0) yield [];
  else for (const rest of all(length - 1, max)) for (let size = 1; size <= max; size++) yield [...rest, size];
}

/** What is met where this says so; workers are held as if each dimension had so much work. */
const facts =
  (met: (sizes: Sizes) => boolean, work: Sizes) =>
  async (sizes: Sizes): Promise<SizeFacts> => ({
    verdict: met(sizes) ? 'met' : 'missed',
    utilization: sizes.map((size, i) => Math.min(1, work[i]! / size)),
  });

async function searched(prices: readonly number[], met: (sizes: Sizes) => boolean, work: Sizes, most = 1000) {
  const search = new LatticeSearch(dimensions(prices), facts(met, work), most);
  const least = work.map((each) => Math.floor(each) + 1);
  const ample = await search.upwards(prices.map(() => 1));
  if (ample === null) return { search, proved: false };
  const lowest = await search.downwards(await search.creep(least, ample), least);
  return { search, proved: await search.prove(lowest, least) };
}

describe('the search on a lattice of sizes', () => {
  // Method: seeded random monotone conditions on 8³ choices, the cheapest found by looking at all 512.
  test.each(Array.from({ length: 40 }, (_, i) => i + 1))('seed %i: finds the cheapest there is, in far fewer runs', async (seed) => {
    const rng = Rng.root(seed);
    const draw = (most: number): number => 1 + Math.floor(rng.next() * most);
    const prices = [draw(5), draw(5), draw(5)];
    const work = [draw(3) - 0.5, draw(3) - 0.5, draw(3) - 0.5];
    // A wait at each, as of Erlang's kind, and a bound on their sum: more of the one makes up for less of the other.
    const bound = 0.5 + 3 * rng.next();
    const met = (sizes: Sizes): boolean =>
      sizes.every((size, i) => size > work[i]!) && sum(sizes.map((size, i) => 1 / (size - work[i]!))) <= bound;
    const { search, proved } = await searched(prices, met, work);
    const cheapest = Math.min(...[...all(3, 8)].filter(met).map(search.costOf));
    const [best] = search.met();
    expect(best === undefined ? Infinity : search.costOf(best.sizes)).toBe(cheapest);
    expect(proved).toBe(best !== undefined);
    expect(search.tried.length).toBeLessThan(80);
  });

  test('says so when it was cut short', async () => {
    const { search, proved } = await searched([1, 1, 1], (sizes) => sum(sizes) >= 12, [0.5, 0.5, 0.5], 5);
    expect(proved).toBe(false);
    expect(search.tried).toHaveLength(5);
  });

  test('names the choice that is not enough', async () => {
    const { search } = await searched([1, 1], ([a, b]) => a! >= 3 && b! >= 2, [1.5, 0.5]);
    expect(search.met()[0]!.sizes).toEqual([3, 2]);
    expect(search.tooSmall([2, 2])).toBeDefined();
    expect(search.tooSmall([3, 1])).toBeDefined();
    expect(search.tooSmall([3, 2])).toBeUndefined();
  });
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
