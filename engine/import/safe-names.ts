import { freeId } from '../design/ids';

const LONGEST_NAME = 120;

/** A name as a design may hold it: on one line, without control characters, and not too long. Empty when nothing is left. */
export function safeName(text: string): string {
  // What is far too long is cut first: the rest of it is never looked at.
  const line = wellFormed(text.slice(0, 10 * LONGEST_NAME))
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.length > LONGEST_NAME ? `${cut(line, LONGEST_NAME - 1).trimEnd()}…` : line;
}

/** The beginning of a text, with no half character at its end. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/\p{Cs}$/u, '');

const wellFormed = (text: string): string => text.replaceAll(/\p{Cs}/gu, '\uFFFD');

/** Gives out ids that are safe and free: the wanted one where it may be had, else one like it. */
export function freeIds(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const id = freeId(taken, wanted.slice(0, 1000));
    taken.add(id);
    return id;
  };
}
