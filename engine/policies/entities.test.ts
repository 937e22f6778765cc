import { expect, test } from 'vitest';
import { chiSquare, chiSquareInterval } from '../../test/statistics';
import { Rng } from '../core/rng';
import { type Entities, EntityDraw } from './entities';

const DRAWS = 200_000;

/** Probability of each entity, from the definition. */
function shares({ count, ...entities }: Entities): number[] {
  const weights = Array.from({ length: count }, (_, k) => (k + 1) ** -(entities.kind === 'zipf' ? entities.skew : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function counts(entities: Entities, seed: number): number[] {
  const draw = new EntityDraw(entities, Rng.root(seed).fork('entities'));
  const seen = Array.from({ length: entities.count }, () => 0);
  for (let i = 0; i < DRAWS; i++) seen[draw.draw()]! += 1;
  return seen;
}

const skews = [0, 0.3, 0.8, 0.999, 0.9999999, 1, 1.0000001, 1.001, 1.2, 2, 3];

test.each([...skews.map((skew): Entities => ({ kind: 'zipf', count: 100, skew })), { kind: 'uniform', count: 100 } as const])(
  'frequencies are those of theory: $kind $skew',
  (entities) => {
    // Method: 200,000 draws, chi-square against the exact probabilities in its two-sided 99.9 % interval; rare entities share a cell.
    const expected: number[] = [];
    const observed: number[] = [];
    const p = shares(entities);
    let [restExpected, restObserved] = [0, 0];
    counts(entities, 1).forEach((n, k) => {
      if (p[k]! * DRAWS >= 10) {
        expected.push(p[k]! * DRAWS);
        observed.push(n);
      } else {
        restExpected += p[k]! * DRAWS;
        restObserved += n;
      }
    });
    if (restExpected > 0) {
      expected.push(restExpected);
      observed.push(restObserved);
    }
    expect(observed.length).toBeGreaterThan(10);
    const [low, high] = chiSquareInterval(observed.length - 1);
    const found = chiSquare(observed, (cell) => expected[cell]!);
    expect(found).toBeGreaterThan(low);
    expect(found).toBeLessThan(high);
  },
);

test('a thousand million entities need no table, and none is out of range', () => {
  const draw = new EntityDraw({ kind: 'zipf', count: 1e9, skew: 1 }, Rng.root(3));
  const drawn = Array.from({ length: DRAWS }, () => draw.draw());
  expect(drawn.every((entity) => entity >= 0 && entity < 1e9 && Number.isInteger(entity))).toBe(true);
  const hottest = drawn.filter((entity) => entity === 0).length;
  // H(1e9) = ln 1e9 + γ + 5e-10; 99.9 % interval of a binomial.
  const p = 1 / (Math.log(1e9) + 0.5772156649 + 5e-10);
  expect(Math.abs(hottest - DRAWS * p)).toBeLessThan(3.29 * Math.sqrt(DRAWS * p * (1 - p)));
});

test('one entity is always the same', () => {
  for (const entities of [
    { kind: 'uniform', count: 1 },
    { kind: 'zipf', count: 1, skew: 1.1 },
  ] as const) {
    const draw = new EntityDraw(entities, Rng.root(1));
    expect(Array.from({ length: 100 }, () => draw.draw())).toEqual(Array.from({ length: 100 }, () => 0));
  }
});

test('draws are pinned, so that every engine is compared with them', () => {
  const draw = new EntityDraw({ kind: 'zipf', count: 1_000_000, skew: 0.9 }, Rng.root(1).fork('entities'));
  expect(Array.from({ length: 12 }, () => draw.draw())).toMatchInlineSnapshot(`
    [
      818169,
      0,
      23,
      45467,
      77,
      1,
      117,
      51,
      332250,
      470769,
      1483,
      81,
    ]
  `);
});
