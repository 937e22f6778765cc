import { addedWords, defaultWords, isObject, labelOf, unitAt, valueWords } from './difference-values';
import { childOf } from './place';
import type { Design } from './schema';
import type { StepInput } from './step-schema';
import { stepWords } from './step-words';

/** A part of one of two designs. */
export interface Side {
  readonly design: Design;
  /** As its author wrote it; undefined where it is left out. */
  readonly raw: unknown;
  /** With every default; undefined where the design cannot be read. */
  readonly filled: unknown;
  readonly path: readonly PropertyKey[];
}

interface FieldChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly text: string;
}

/** Fields that only hold others: they are not named on the way. */
const wrappers = new Set(['params', 'policy', 'network']);

/** In which fields two versions of one part differ, in words. @param unseen fields that nobody asks about */
export const fieldChanges = (before: Side, after: Side, unseen: ReadonlySet<string>): FieldChange[] => {
  const last = String(after.path.at(-1));
  return walk(before, after, after.path.length > 1 ? '' : labelOf(last), unseen);
};

function walk(before: Side, after: Side, label: string, unseen: ReadonlySet<string> = none): FieldChange[] {
  if (same(before.raw, after.raw)) return [];
  // Written down or left out, a default is the same.
  if (before.filled !== undefined && same(before.filled, after.filled)) return [];
  const unit = unitAt(after.raw === undefined ? before.design : after.design, after.raw === undefined ? before.path : after.path);
  const isPart = unit !== 'distribution' && (isObject(before.raw) || isObject(after.raw));
  if (isPart && sameKind(before.raw ?? before.filled, after.raw ?? after.filled)) return inParts(before, after, label, unseen);
  if (isPart && isMissing(before)) return [{ kind: 'added', text: `${label} added${details(after)}` }];
  if (isPart && isMissing(after)) return [{ kind: 'removed', text: `${label} removed` }];
  if (isPart) return [{ kind: 'changed', text: `${label} ${briefly(before)} → ${briefly(after)}` }];
  if (isListOfParts(before.raw) || isListOfParts(after.raw)) return inLists(before, after, label);
  return [{ kind: 'changed', text: `${label} ${words(before, unit, label)} → ${words(after, unit, label)}` }];
}
const none: ReadonlySet<string> = new Set();

function inParts(before: Side, after: Side, label: string, unseen: ReadonlySet<string>): FieldChange[] {
  const keys = new Set([...keysOf(before.raw), ...keysOf(after.raw)].filter((key) => !unseen.has(key)));
  return [...keys].flatMap((key) => {
    const own = wrappers.has(key) ? label : join(label, labelOf(key));
    return walk(inside(before, key), inside(after, key), own);
  });
}

/** Lists of what has names, such as operations; of what has none, such as steps, by their place or by what came and went. */
function inLists(before: Side, after: Side, label: string): FieldChange[] {
  const [old, now] = [listOf(before), listOf(after)];
  const key = ['name', 'id'].find((name) => [...old, ...now].every(({ raw }) => typeof childOf(raw, name) === 'string'));
  if (key !== undefined) return named(old, now, key, singular(label));
  if (old.length === now.length && old.every((item, i) => sameKind(item.raw, now[i]!.raw))) {
    return old.flatMap((item, i) => walk(item, now[i]!, join(label === 'steps' ? '' : label, `${singular(label)} ${i + 1}`)));
  }
  const lines = (items: readonly Side[]) => items.map(({ raw, design }) => lineOf(raw, design));
  const came = without(lines(now), lines(old));
  const went = without(lines(old), lines(now));
  const changes = [
    ...came.map((text): FieldChange => ({ kind: 'added', text: join(label, `+ ${text}`) })),
    ...went.map((text): FieldChange => ({ kind: 'removed', text: join(label, `− ${text}`) })),
  ];
  return changes.length > 0 ? changes : [{ kind: 'changed', text: `${label} in another order` }];
}

function named(old: readonly Side[], now: readonly Side[], key: string, what: string): FieldChange[] {
  const of = (items: readonly Side[]) => new Map(items.map((item) => [String(childOf(item.raw, key)), item]));
  const [had, has] = [of(old), of(now)];
  return [...new Set([...had.keys(), ...has.keys()])].flatMap((name): FieldChange[] => {
    const [a, b] = [had.get(name), has.get(name)];
    if (!a) return [{ kind: 'added', text: `${what} ${name} added` }];
    if (!b) return [{ kind: 'removed', text: `${what} ${name} removed` }];
    return walk(a, b, `${what} ${name}`);
  });
}

const inside = ({ design, raw, filled, path }: Side, key: PropertyKey): Side => ({
  design,
  raw: childOf(raw, key),
  filled: childOf(filled, key),
  path: [...path, key],
});

const listOf = (side: Side): Side[] => (Array.isArray(side.raw) ? side.raw.map((_, i) => inside(side, i)) : []);
const isListOfParts = (value: unknown): boolean => Array.isArray(value) && value.some(isObject);
const keysOf = (value: unknown): string[] => (isObject(value) ? Object.keys(value) : []);

/** Left out, and nothing stands there by default either. */
const isMissing = ({ raw, filled }: Side): boolean => raw === undefined && filled === undefined;

/** Two versions of the same thing can be told field by field; a thing of another kind is another thing. */
const sameKind = (a: unknown, b: unknown): boolean =>
  isObject(a) && isObject(b) && ['kind', 'by', 'action'].every((key) => childOf(a, key) === childOf(b, key));

function words({ raw, filled }: Side, unit: string, label: string): string {
  if (raw !== undefined) return valueWords(raw, unit, label);
  const usual = filled === undefined ? 'none' : defaultWords(filled, unit, label);
  return usual === '' ? 'its default' : usual === 'none' ? usual : `${usual} (the default)`;
}

const briefly = (side: Side): string =>
  side.raw === undefined ? 'its default' : isObject(side.raw) ? bare(side) : valueWords(side.raw, '');
const bare = ({ raw, design, path }: Side): string => addedWords(raw, design, path) || 'with its defaults';
const details = (side: Side): string => ` (${bare(side)})`;

/** What a step does; of other things without names, what they hold. */
function lineOf(item: unknown, design: Design): string {
  if (typeof childOf(item, 'kind') === 'string' && (childOf(item, 'link') !== undefined || stepKinds.has(String(childOf(item, 'kind')))))
    return stepWords(item as StepInput, design);
  return addedWords(item, design) || JSON.stringify(item);
}
const stepKinds: ReadonlySet<string> = new Set([
  'work',
  'wait',
  'effect',
  'check',
  'parallel',
  'repeat',
  'choose',
  'saga',
] satisfies StepInput['kind'][]);

/** What is in the one list and not in the other, as often as it is there more often. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
const singular = (label: string): string => label.replace(/s$/, '');
