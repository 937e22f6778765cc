/**
 * A path into a document as people read it: dotted, list items by id where they have one.
 * `['links', 0, 'policy', 'timeout']` → `links.orders-payments.policy.timeout`.
 */
export function placeOf(document: unknown, path: readonly PropertyKey[]): string {
  let here = document;
  const words = path.map((key) => {
    here = childOf(here, key);
    return typeof key === 'number' ? (idOf(here) ?? String(key)) : String(key);
  });
  return words.join('.') || 'file';
}

/** What lies at `path`, or undefined. Reads own properties only. */
export function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(childOf, document);
}

export function childOf(parent: unknown, key: PropertyKey): unknown {
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, key)) return undefined;
  return (parent as Record<PropertyKey, unknown>)[key];
}

/** A text that stands in an object under that name. */
export function textIn(parent: unknown, key: string): string | undefined {
  const value = childOf(parent, key);
  return typeof value === 'string' ? value : undefined;
}

/** The id of a list item that has a readable one. */
export function idOf(item: unknown): string | undefined {
  const id = childOf(item, 'id');
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}
