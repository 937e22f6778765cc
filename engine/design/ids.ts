import type { Design } from './schema';

/** An id like `base` that nothing in the design has: `payments`, else `payments-2`, `payments-3` … */
export function newId(design: Design, base: string): string {
  const taken = new Set(
    [design.nodes, design.links, design.journeys, design.slos, design.faults, design.groups, design.notes].flatMap((list) =>
      (list ?? []).map(({ id }) => id),
    ),
  );
  return freeId(taken, base);
}

/** An id like `base` that is not taken. */
export function freeId(taken: ReadonlySet<string>, base: string): string {
  const stem = slug(base);
  if (!taken.has(stem)) return stem;
  let n = 2;
  while (taken.has(numbered(stem, n))) n += 1;
  return numbered(stem, n);
}

const LONGEST = 64;
const numbered = (stem: string, n: number): string => `${stem.slice(0, LONGEST - 1 - String(n).length).replace(/-+$/, '')}-${n}`;

/** Words as an id: small letters, digits and dashes. `Orders API (v2)` → `orders-api-v2`. */
function slug(words: string): string {
  const plain = words
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  const dashed = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return dashed || 'part';
}
