import { readFileSync } from 'node:fs';
import { invariant } from '../../engine/core/invariant';

interface Case {
  readonly params?: Readonly<Record<string, unknown>>;
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

/** A parameter of a case, in the reference's units. */
export function parameter(name: string, quantity: string): number {
  const value = cases[name]?.params?.[quantity];
  invariant(typeof value === 'number', `the reference has no parameter ${quantity} for ${name}`);
  return value;
}

/** All cases that there are. */
export const caseNames: readonly string[] = Object.keys(cases);

export const formula = (name: string): string => cases[name]?.formula ?? '';
