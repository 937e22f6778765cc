import type { z } from 'zod';
import type { Problem } from '../core/problem';
import { childOf, placeOf } from './place';
import { zFault, zLink, zNode } from './schema';
import { limits } from './limits';

// A file within the size limit can still hold millions of faults, and zod takes its time to describe each. These bounds
// keep the work of refusing a file near that of reading a good one.

const lists = ['nodes', 'links', 'journeys', 'slos', 'faults', 'experiments', 'zones', 'groups', 'notes'] as const;

/** Lists that are too long, and parts too large to be read. */
export function boundsProblems(document: unknown): Problem[] {
  if (typeof document !== 'object' || document === null) return [];
  return Object.entries(document).flatMap(([key, value]: [string, unknown]) => {
    const list = lists.find((name) => name === key);
    if (!list || !Array.isArray(value)) return countValues(value, limits.valuesPerPart) > limits.valuesPerPart ? [tooLarge(key)] : [];
    if (value.length > limits[list]) return [tooLong(list, value.length)];
    const large = value.findIndex((item) => countValues(item, limits.valuesPerPart) > limits.valuesPerPart);
    return large < 0 ? [] : [tooLarge(placeOf(document, [list, large]))];
  });
}

const tooLong = (list: (typeof lists)[number], length: number): Problem => ({
  code: 'too-many',
  severity: 'error',
  where: list,
  message: `"${list}" has ${length} items; it must have at most ${limits[list]}.`,
  remedy: 'Take out some items, or split the design into several.',
});

const tooLarge = (where: string): Problem => ({
  code: 'part-too-large',
  severity: 'error',
  where,
  message: `"${where}" holds more than ${limits.valuesPerPart} values, the most that one part of a design may have.`,
  remedy: 'Put steps that repeat into operations that are called, or split the part into several.',
});

/** Values inside a value, itself included; stops counting soon after `enough`. */
function countValues(value: unknown, enough: number): number {
  const open: unknown[] = [value];
  let count = 0;
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    count += 1;
    if (count > enough) return count;
    if (typeof next !== 'object' || next === null) continue;
    for (const child of Object.values(next)) open.push(child ?? null);
  }
  return count;
}

/** Values in a document up to which zod may look at all of it at once. */
const LARGE = 50_000;

/**
 * Issues of a large document, item by item, until there are `enough`. Null when there are fewer: then the document can be
 * looked at as a whole.
 */
export function firstIssues(document: unknown, enough: number): z.core.$ZodIssue[] | null {
  if (countValues(document, LARGE) <= LARGE) return null;
  const issues: z.core.$ZodIssue[] = [];
  for (const [list, schema] of [
    ['nodes', zNode],
    ['links', zLink],
    ['faults', zFault],
  ] as const) {
    const items = childOf(document, list);
    if (!Array.isArray(items)) continue;
    for (const [i, item] of items.entries()) {
      const parsed = (schema as z.ZodType).safeParse(item);
      if (!parsed.success)
        issues.push(...parsed.error.issues.slice(0, enough).map((issue) => ({ ...issue, path: [list, i, ...issue.path] })));
      if (issues.length >= enough) return issues;
    }
  }
  return null;
}
