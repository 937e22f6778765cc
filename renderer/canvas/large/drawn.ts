import { createStore, useStore } from 'zustand';

/**
 * What is drawn in full. null: everything, as in any design that is not large. In a large one the other cards show their
 * name and state only, and the other links are lines without elements of their own.
 */
interface Drawn {
  readonly cards: ReadonlySet<string> | null;
  readonly links: ReadonlySet<string> | null;
}

export const nothingDrawn: ReadonlySet<string> = new Set();
export const drawn = createStore<Drawn>()(() => ({ cards: null, links: null }));
export const useDrawn = <T>(select: (state: Drawn) => T): T => useStore(drawn, select);

/** Whether a card has its numbers and handles. */
export const useInFull = (card: string): boolean => useDrawn(({ cards }) => cards === null || cards.has(card));

/** A set that comes nearer to the one that is wanted by at most so many changes; the same one when there is nothing to change. */
export function nearer(now: ReadonlySet<string>, wanted: readonly string[], most: number): ReadonlySet<string> {
  const goal = new Set(wanted);
  const come = wanted.filter((id) => !now.has(id)).slice(0, most);
  const go = [...now].filter((id) => !goal.has(id)).slice(0, most);
  if (come.length === 0 && go.length === 0) return now;
  const next = new Set(now);
  for (const id of go) next.delete(id);
  for (const id of come) next.add(id);
  return next;
}
