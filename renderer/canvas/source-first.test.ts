import { expect, test } from 'vitest';
import type { Design } from '../../engine/design/schema';
import { sourceFirst } from './source-first';

const drawn = (...pairs: (readonly [string, string])[]): Design => ({
  version: 1,
  name: 'Drawn',
  links: pairs.map(([from, to]) => ({ id: `${from}-${to}`, from, to })),
});

test('who calls none of the others comes first, then the callers, round by round', () => {
  const design = drawn(['web', 'shop'], ['shop', 'bank'], ['shop', 'stock'], ['stock', 'db']);
  expect(sourceFirst(design, ['web', 'shop', 'bank', 'stock', 'db'])).toEqual(['bank', 'db', 'stock', 'shop', 'web']);
  // Whom a call leads to that is not asked about does not count.
  expect(sourceFirst(design, ['shop', 'web'])).toEqual(['shop', 'web']);
});

test('a circle has no first one, and is told as it came; a call to itself counts for nothing', () => {
  expect(sourceFirst(drawn(['a', 'b'], ['b', 'a'], ['c', 'a']), ['c', 'b', 'a'])).toEqual(['c', 'b', 'a']);
  expect(sourceFirst(drawn(['a', 'a'], ['b', 'a']), ['b', 'a'])).toEqual(['a', 'b']);
});

test('a chain of 2,000 is told in steps that grow with it, not with its square', () => {
  const ids = Array.from({ length: 2_000 }, (_, i) => `n${i}`);
  let reads = 0;
  const design = drawn(...ids.slice(1).map((id, i) => [`n${i}`, id] as const));
  // Counted: how often the ends of a link are looked at.
  design.links = design.links?.map((link) => ({
    ...link,
    get to() {
      reads++;
      return link.to;
    },
  }));
  expect(sourceFirst(design, ids)).toEqual(ids.toReversed());
  sourceFirst(design, ids);
  expect(reads).toBeLessThan(3 * ids.length);
});
