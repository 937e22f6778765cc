import { failure, type Problem, type Result, success } from '../core/problem';
import { apply } from './edits';
import { fieldAt, fieldNames } from './field';
import { nearest } from './nearest';
import { childOf, textIn } from './place';
import type { Design } from './schema';

/** A value for one place of a design; nothing takes out what stands there. */
export interface Setting {
  /** `nodes.orders.replicas`, `links.orders-payments.breaker`: items by id; `params`, `policy` and `network` may be left out. */
  readonly path: string;
  readonly value?: unknown;
}

/**
 * The design with something set or taken out, wherever its file may have it: a number, a mechanism with all its fields, a whole node.
 * Whether the value fits is for whoever reads the design to say.
 */
export function withSetting(design: Design, { path, value }: Setting): Result<Design> {
  const found = locate(design, path.split('.'));
  if (!found.ok) return found;
  const keys = found.value;
  if (value !== undefined) return success(changed(design, keys, value) as Design);
  if (keys.reduce<unknown>(childOf, design) === undefined) return failure(nothingThere(path));
  const [list, place] = keys;
  const item = (design[list as 'nodes' | 'links'] ?? [])[place as number];
  // With a node go its links and what hangs on them.
  if (keys.length === 2 && item && list === 'nodes') return success(apply(design, { kind: 'remove-node', id: item.id }));
  if (keys.length === 2 && item && list === 'links') return success(apply(design, { kind: 'remove-link', id: item.id }));
  return success(changed(design, keys, undefined) as Design);
}

type Keys = readonly (string | number)[];

/** Fields that may be left out of a path, since they only hold others. */
const wrappers = ['params', 'policy', 'network'] as const;

/** Walks by names and ids; what is not there yet may be at the end, where the schema knows it. */
function locate(design: Design, words: readonly string[]): Result<Keys> {
  let keys: Keys = [];
  for (const [i, word] of words.entries()) {
    const here = keys.reduce<unknown>(childOf, design);
    const path = words.slice(0, i + 1).join('.');
    if (Array.isArray(here)) {
      const at = here.findIndex(
        (item) => childOf(item, 'id') === word || childOf(item, 'name') === word || String(here.indexOf(item)) === word,
      );
      if (at < 0) return failure(noSuchItem(path, word, here));
      keys = [...keys, at];
      continue;
    }
    const next = fieldOf(design, keys, word);
    if (next === null) return failure(noSuchField(path, word, namesAt(design, keys)));
    keys = [...keys, ...next];
  }
  return success(keys);
}

/** The field of that name, straight or inside one that may be left out. */
function fieldOf(design: Design, keys: Keys, word: string): Keys | null {
  const names = fieldNames(fieldAt(design, keys));
  if (names.includes(word)) return [word];
  const wrapper = wrappers.find((name) => names.includes(name) && fieldNames(fieldAt(design, [...keys, name])).includes(word));
  return wrapper === undefined ? null : [wrapper, word];
}

const namesAt = (design: Design, keys: Keys): string[] => {
  const names = fieldNames(fieldAt(design, keys));
  return names.flatMap((name) => (wrappers.some((w) => w === name) ? fieldNames(fieldAt(design, [...keys, name])) : [name]));
};

/** A copy with one value changed, or taken out where it is undefined; all the rest is shared. */
function changed(whole: unknown, [key, ...rest]: Keys, value: unknown): unknown {
  if (key === undefined) return value;
  const inner = changed(childOf(whole, key), rest, value);
  if (Array.isArray(whole))
    return inner === undefined ? whole.filter((_, i) => i !== key) : whole.map((item: unknown, i) => (i === key ? inner : item));
  const { [key]: _, ...others } = (whole ?? {}) as Record<string, unknown>;
  if (inner === undefined) return others;
  return { ...(whole as object | undefined), [key]: inner };
}

const problem = (code: string, where: string, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where,
  message,
  remedy,
});

const suggestion = (word: string, names: readonly string[]): string => {
  const near = nearest(word, names);
  return `${near === null ? '' : `Did you mean "${near}"? `}${names.length === 0 ? 'There is none.' : `There is: ${names.slice(0, 30).join(', ')}.`}`;
};

const noSuchItem = (path: string, word: string, items: readonly unknown[]): Problem => {
  const ids = items.map((item) => textIn(item, 'id') ?? textIn(item, 'name') ?? '');
  return problem(
    'no-such-part',
    path,
    `The design has nothing called "${word}" there.`,
    suggestion(
      word,
      ids.filter((id) => id !== ''),
    ),
  );
};

const noSuchField = (path: string, word: string, names: readonly string[]): Problem =>
  problem('no-such-field', path, `There is no field "${word}" there.`, suggestion(word, names));

const nothingThere = (path: string): Problem =>
  problem(
    'nothing-to-remove',
    path,
    `The design has nothing at "${path}".`,
    'Name something that it has; what is left out cannot be removed.',
  );
