import type { Design } from '../../engine/design/schema';

const made = new WeakMap<NonNullable<Design['links']>, ReadonlyMap<string, readonly string[]>>();

/** Whom every component calls, itself left out. Made once for a list of links. */
function calleesOf({ links = [] }: Design): ReadonlyMap<string, readonly string[]> {
  const known = made.get(links);
  if (known) return known;
  const callees = new Map<string, string[]>();
  for (const { from, to } of links) if (from !== to) put(callees, from, to);
  made.set(links, callees);
  return callees;
}

/**
 * Trouble travels from callee to caller, so those who call none of the others come first; within a round as they came.
 * In steps that grow with the links, since it is asked at every frame.
 */
export function sourceFirst(design: Design, ids: readonly string[]): readonly string[] {
  const callees = calleesOf(design);
  const place = new Map(ids.map((id, i) => [id, i]));
  const left = new Set(ids);
  const callers = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const id of ids) {
    let count = 0;
    for (const to of callees.get(id) ?? []) {
      if (!left.has(to)) continue;
      put(callers, to, id);
      count++;
    }
    waiting.set(id, count);
  }
  const sorted: string[] = [];
  let ready = ids.filter((id) => waiting.get(id) === 0);
  while (left.size > 0) {
    // A circle has no first one.
    const next = ready.length > 0 ? ready : [...left];
    for (const id of next) left.delete(id);
    sorted.push(...next);
    const freed: string[] = [];
    for (const id of next) {
      for (const caller of callers.get(id) ?? []) {
        const still = (waiting.get(caller) ?? 0) - 1;
        waiting.set(caller, still);
        if (still === 0 && left.has(caller)) freed.push(caller);
      }
    }
    ready = freed.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  }
  return sorted;
}

function put(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
