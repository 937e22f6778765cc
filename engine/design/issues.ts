import type { z } from 'zod';
import type { Problem } from '../core/problem';
import { parseDuration } from '../core/units';
import { expectedAt, type Field, fieldAt, fieldNames } from './field';
import { nearest } from './nearest';
import { childOf, idOf, placeOf, valueAt } from './place';

type Issue = z.core.$ZodIssue;

/** Says in our words, with place and remedy, what zod found wrong with a document. */
export const problemsOf = (document: unknown, issues: readonly Issue[]): Problem[] =>
  issues.flatMap((issue) => narrow(issue, [])).flatMap((found) => translate(found, document));

interface Found {
  readonly issue: Issue;
  readonly path: readonly PropertyKey[];
}

/**
 * A union fails once per branch. The reader meant one of them: the one that fits the value's type and has the fewest
 * faults. With no clear winner the union's own words stand.
 */
function narrow(issue: Issue, prefix: readonly PropertyKey[]): Found[] {
  const path = [...prefix, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }];
  const fitting = issue.errors.filter((branch) => !branch.some(isOfOtherType));
  const fewest = Math.min(...fitting.map((branch) => branch.length));
  const best = fitting.filter((branch) => branch.length === fewest);
  const [winner] = best;
  return winner && best.length === 1 ? winner.flatMap((inner) => narrow(inner, path)) : [{ issue, path }];
}

/** The value as a whole is of another type than this branch wants: text where it wants an object, for example. */
function isOfOtherType(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_type') return true;
  return issue.code === 'invalid_union' && issue.errors.length > 0 && issue.errors.every((branch) => branch.some(isOfOtherType));
}

function translate({ issue, path }: Found, document: unknown): Problem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(document, path, key));
  const name = nameOf(document, path);
  const value = valueAt(document, path);
  const field = fieldAt(document, path);
  const problem = (code: string, message: string, remedy: string): Problem[] => [
    { code, severity: 'error', where: placeOf(document, path), message, remedy },
  ];
  const about = field.description ? ` ${field.description}` : '';
  if (value === undefined) {
    return problem('missing-field', `${name} is missing.`, `Add it: ${optionsOf(issue) ?? expectedAt(field)}.${about}`);
  }
  const options = optionsOf(issue);
  if (options) {
    const near = typeof value === 'string' ? nearest(value, options.split(', ')) : null;
    return problem(
      'unknown-choice',
      `${name} is ${shown(value)}, which it cannot be.`,
      `${near ? `Did you mean "${near}"? ` : ''}Choose from: ${options}.`,
    );
  }
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_union':
      if (isCustom(issue)) return problem('wrong-type', `${name} is ${shown(value)} that does not fit.`, issue.message);
      return problem('wrong-type', `${name} cannot be ${shown(value)}.`, `Write ${expectedAt(field)}.${about}`);
    case 'too_small':
    case 'too_big':
      return typeof value === 'number'
        ? problem(
            'out-of-range',
            `${name} is ${value}, which is too ${issue.code === 'too_small' ? 'small' : 'large'}.`,
            `Write ${expectedAt(field)}.${about}`,
          )
        : wrongLength(issue, name, value, problem);
    case 'invalid_format':
      return problem('wrong-format', `${name} cannot be ${shown(value)}.`, issue.message);
    case 'custom':
      return parseDuration(value as string | number) === null
        ? problem('not-a-duration', `${name} is ${shown(value)}, which is no duration.`, `Write ${expectedAt(field)}.${about}`)
        : problem(
            'out-of-range',
            `${name} is ${shown(value)}, which is too ${isTooShort(value, field) ? 'short' : 'long'}.`,
            `Write ${expectedAt(field)}.${about}`,
          );
    default:
      return problem('invalid', `${name} is ${shown(value)}, which it cannot be.`, `${issue.message}.`);
  }
}

function isTooShort(value: unknown, { schemas }: Field): boolean {
  const least = schemas.find((schema) => schema.minDuration)?.minDuration;
  return (parseDuration(value as string | number) ?? 0) < (parseDuration(least ?? '0ms') ?? 0);
}

function wrongLength(
  issue: Extract<Issue, { code: 'too_small' | 'too_big' }>,
  name: string,
  value: unknown,
  problem: (code: string, message: string, remedy: string) => Problem[],
): Problem[] {
  const list = Array.isArray(value);
  const size = list || typeof value === 'string' ? value.length : 0;
  const of = list ? 'items' : 'characters';
  if (size === 0) return problem('too-few', `${name} is empty.`, list ? 'Add items.' : 'Write at least one character.');
  const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  return problem(
    issue.code === 'too_small' ? 'too-few' : 'too-many',
    `${name} has ${size} ${of}; it must have ${bound}.`,
    issue.code === 'too_small' ? `Add ${of}.` : `Take out some ${of}.`,
  );
}

function unknownField(document: unknown, path: readonly PropertyKey[], key: string): Problem {
  const known = fieldNames(fieldAt(document, path));
  const near =
    nearest(
      key,
      known.filter((name) => childOf(valueAt(document, path), name) === undefined),
    ) ?? nearest(key, known);
  const list = known.length > 0 ? `Known fields: ${known.join(', ')}.` : 'No field belongs there.';
  return {
    code: 'unknown-field',
    severity: 'error',
    where: placeOf(document, [...path, key]),
    message: `There is no field ${shown(key)} ${path.length === 0 ? 'in a design' : `in ${nameOf(document, path)}`}.`,
    remedy: near ? `Did you mean "${near}"? Rename it, or remove it.` : `Remove it. ${list}`,
  };
}

/** The allowed words of a choice, or null for an issue that is about something else. */
function optionsOf(issue: Issue): string | null {
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return issue.options
      .filter((option) => option !== undefined)
      .map(String)
      .join(', ');
  }
  return null;
}

/** Whether a schema brought its own words for this. Zod's own all begin the same way. */
const isCustom = (issue: Issue): boolean => !issue.message.startsWith('Invalid input') && !issue.message.startsWith('Write a duration');

function nameOf(document: unknown, path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  if (last === undefined) return 'The design';
  const id = typeof last === 'number' ? idOf(valueAt(document, path)) : undefined;
  if (id) return `"${id}"`;
  const list = path.findLast((key) => typeof key === 'string');
  return typeof last === 'number' ? `Item ${last + 1} of "${String(list)}"` : `"${String(last)}"`;
}

/** A value in a few words, however large it is. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
