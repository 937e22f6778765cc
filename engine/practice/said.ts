import { distance } from 'fastest-levenshtein';
import { stemmer } from 'stemmer';

/** What somebody said, ready to be looked through. */
export interface Said {
  /** Words as they stand, small letters. */
  readonly words: readonly string[];
  readonly stems: readonly string[];
}

/** More of a text than this is not looked at: a book is no answer. [characters] */
const MOST = 40_000;

export function said(text: string): Said {
  const words =
    text
      .slice(0, MOST)
      .toLowerCase()
      .replaceAll(/[’']/g, '')
      .match(/\d+(?:[.,]\d+)*%?|[\p{L}\p{N}]+/gu) ?? [];
  return { words, stems: words.map((word) => stemmer(word)) };
}

/** Words that may stand between two words of a phrase: "charge it twice" says "charge twice". */
const BETWEEN = 2;

/**
 * Whether a phrase was said, whatever the endings: "users per day" is found in "how many user do we have per day". One letter of a long word may
 * be wrong.
 */
export function says({ stems }: Said, phrase: string): boolean {
  const wanted = said(phrase).stems;
  const from = (at: number, next: number): boolean => {
    if (next === wanted.length) return true;
    for (let i = at; i < Math.min(stems.length, next === 0 ? stems.length : at + BETWEEN + 1); i += 1) {
      if (isSame(stems[i]!, wanted[next]!) && from(i + 1, next + 1)) return true;
    }
    return false;
  };
  return wanted.length > 0 && from(0, 0);
}

/** Letters from which on one of them may be wrong. */
const LONG = 6;

const isSame = (one: string, other: string): boolean =>
  one === other ||
  (one.length >= LONG &&
    other.length >= LONG &&
    Math.abs(one.length - other.length) <= 1 &&
    one[0] === other[0] &&
    distance(one, other) <= 1);

/** Whether one word or phrase of each list was said. */
export const saysAll = (text: Said, lists: readonly (readonly string[])[]): boolean =>
  lists.every((list) => list.some((phrase) => says(text, phrase)));
