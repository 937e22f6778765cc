import { readFileSync } from 'node:fs';
import { invariant } from '../../engine/core/invariant';

interface Case {
  readonly expected: Readonly<Record<string, number | readonly number[]>>;
  readonly formula: string;
  readonly source: string;
}
const { cases } = JSON.parse(readFileSync(new URL('data/analytic.json', import.meta.url), 'utf8')) as { cases: Record<string, Case> };

/** A number from queueing theory, as the reference file states it: times in seconds, rates per second. */
export function theory(name: string, quantity: string, index?: number): number {
  const value = cases[name]?.expected[quantity];
  const number = typeof value === 'object' ? value[index ?? 0] : value;
  invariant(number !== undefined, `the reference has no ${quantity} for ${name}`);
  return number;
}
