// Own-key access to what a YAML or JSON parser has read: names that JavaScript objects give a meaning to are names like others.

export type Tree = Readonly<Record<string, unknown>>;

export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands under a chain of keys; undefined where one of them is missing. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (!isTree(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

/** A text, or a number or truth value as the text that it was written as. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys);
  if (typeof found === 'string') return found;
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : undefined;
}

/** A number, written as one or as a text. */
export function numberAt(value: unknown, ...keys: readonly string[]): number | undefined {
  const found = at(value, ...keys);
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A list; none where there is something else. */
export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? (found as unknown[]) : [];
}

/** Names and values of an object, in the order of the file; none where there is something else. */
export function entriesAt(value: unknown, ...keys: readonly string[]): readonly (readonly [string, unknown])[] {
  const found = at(value, ...keys);
  return isTree(found) ? Object.entries(found) : [];
}

/** The texts of a list; those of other kinds are passed over. */
export const textsAt = (value: unknown, ...keys: readonly string[]): readonly string[] =>
  listAt(value, ...keys).flatMap((item) => textAt(item) ?? []);

/** A whole number within bounds, or undefined. */
export function countAt(value: unknown, low: number, high: number, ...keys: readonly string[]): number | undefined {
  const found = numberAt(value, ...keys);
  return found === undefined ? undefined : Math.min(high, Math.max(low, Math.round(found)));
}
