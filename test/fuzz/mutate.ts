import fc from 'fast-check';

/** A deterministic stream of choices, so that a file that breaks something can be made again from its number. */
export interface Dice {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  pick<T>(items: readonly T[]): T;
}

/** xorshift32: any seed gives its own stream. */
export function diceOf(seed: number): Dice {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  const below = (n: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
  return { below, pick: (items) => items[below(items.length)]! };
}

/** What a file should never hold where a design expects something, and what it might hold by mistake. */
const oddities = [
  'null',
  'true',
  '-1',
  '0',
  '1e999',
  '-0',
  '1e308',
  '0.1',
  '9007199254740993',
  '""',
  '"x"',
  '"5ms"',
  '"-5ms"',
  '"9999999999h"',
  '[]',
  '{}',
  '[[]]',
  '{"kind":"service"}',
  '"\\u0000"',
  '"\\ud800"',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{}}}',
  '"orders"',
  '"toString"',
  '"valueOf"',
  'NaN',
  'undefined',
  '{"id":"constructor"}',
];
const tokens = ['{', '}', '[', ']', ',', ':', '"', '\\', '\n', '/*', '//', '\u0000', '\uFEFF', 'e', '-', '.', '\u{1F600}'];

type Mutation = (text: string, dice: Dice) => string;

const splice = (text: string, at: number, gone: number, put: string): string => text.slice(0, at) + put + text.slice(at + gone);
/** Places of whole values: text, numbers and words of JSON. */
const values = (text: string): RegExpExecArray[] => [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null/g)];

const mutations: readonly Mutation[] = [
  // A byte becomes another.
  (text, dice) => splice(text, dice.below(text.length), 1, String.fromCharCode(dice.below(256))),
  // The end is missing, or a part of the middle.
  (text, dice) => text.slice(0, dice.below(text.length)),
  (text, dice) => splice(text, dice.below(text.length), dice.below(200), ''),
  // A token too many.
  (text, dice) => splice(text, dice.below(text.length), 0, dice.pick(tokens)),
  // A piece of the file stands a second time elsewhere.
  (text, dice) => splice(text, dice.below(text.length), 0, text.slice(dice.below(text.length)).slice(0, dice.below(300))),
  // A value becomes an odd one.
  (text, dice) => replaceValue(text, dice, dice.pick(oddities)),
  (text, dice) =>
    replaceValue(
      text,
      dice,
      JSON.stringify(fc.sample(fc.jsonValue({ maxDepth: 3 }), { numRuns: 1, seed: dice.below(2 ** 31) })[0]) ?? 'null',
    ),
  // Two values, or two names, change places: references break, kinds change, fields move.
  (text, dice) => {
    const found = values(text);
    const [a, b] = [dice.pick(found), dice.pick(found)].toSorted((x, y) => x.index - y.index);
    if (!a || !b || a.index === b.index) return text;
    return splice(splice(text, b.index, b[0].length, a[0]), a.index, a[0].length, b[0]);
  },
  // A field gets another name.
  (text, dice) => {
    const names = [...text.matchAll(/"(\w+)":/g)];
    if (names.length === 0) return text;
    const name = dice.pick(names);
    return splice(
      text,
      name.index,
      name[0].length,
      `"${dice.pick([`${name[1]}s`, '__proto__', 'prototype', 'constructor', name[1]!.slice(1), dice.pick(names)[1]!])}":`,
    );
  },
  // Something nests deeper than anyone reads.
  (text, dice) => {
    const depth = dice.pick([10, 39, 41, 100, 20_000]);
    return replaceValue(
      text,
      dice,
      dice.below(2) === 0 ? '['.repeat(depth) + ']'.repeat(depth) : '{"steps":['.repeat(depth) + ']}'.repeat(depth),
    );
  },
  // A number grows beyond all bounds.
  (text, dice) => replaceValue(text, dice, '9'.repeat(1 + dice.below(400))),
  // A number becomes a neighbour, a name a longer one, a line gets room: most such files are good ones.
  nudged,
  nudged,
  (text, dice) =>
    splice(
      text,
      [...text.matchAll(/[,:{[]/g)].map(({ index }) => index + 1)[dice.below(20)] ?? 0,
      0,
      dice.pick(['\n', '  ', '\t', '\r\n']),
    ),
  // A list grows long.
  (text, dice) =>
    replaceValue(
      text,
      dice,
      `[${Array.from({ length: dice.below(3000) }, () => dice.pick(['7', '{}', '{"id":"a","kind":"service"}'])).join(',')}]`,
    ),
];

function nudged(text: string, dice: Dice): string {
  const numbers = [...text.matchAll(/\d+/g)];
  if (numbers.length === 0) return text;
  const { index, 0: old } = dice.pick(numbers);
  return splice(text, index, old.length, String(Number(old) + dice.below(3)));
}

function replaceValue(text: string, dice: Dice, put: string): string {
  const found = values(text);
  if (found.length === 0) return text;
  const { index, 0: old } = dice.pick(found);
  return splice(text, index, old.length, put);
}

/** File number `seed`: one of the `originals`, with one to four faults in it. */
export function mutated(originals: readonly string[], seed: number): string {
  const dice = diceOf(seed);
  let text = dice.pick(originals);
  const faults = 1 + dice.below(4);
  for (let i = 0; i < faults && text.length > 0; i += 1) text = dice.pick(mutations)(text, dice);
  return text;
}
