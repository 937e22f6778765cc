import { at } from './tree';

/** How many references in a row are followed. */
const MOST = 20;

/**
 * What a value stands for: itself, or what its `$ref` names in the same document. Undefined where the reference leads out of
 * the document, nowhere, or round in a circle.
 */
export function resolved(document: unknown, value: unknown): unknown {
  let found = value;
  for (let n = 0; n < MOST; n += 1) {
    const reference = at(found, '$ref');
    if (typeof reference !== 'string') return found;
    if (!reference.startsWith('#/')) return undefined;
    found = at(document, ...keysOf(reference));
  }
  return undefined;
}

/** The last name in a reference: `#/components/messages/OrderPlaced` → `OrderPlaced`. */
export function referredName(value: unknown): string | undefined {
  const reference = at(value, '$ref');
  return typeof reference === 'string' ? keysOf(reference).at(-1) : undefined;
}

/** The keys of a JSON Pointer, as a part of an address. */
const keysOf = (reference: string): string[] =>
  reference
    .slice(reference.indexOf('#') + 1)
    .split('/')
    .slice(1, 50)
    .map((key) => decoded(key).replaceAll('~1', '/').replaceAll('~0', '~'));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A percent sign that means itself.
  }
}
