import { search } from '../pick-list/pick';
import type { Entry } from './entry';

/** What an empty search shows: what was taken last, then what can be done. */
export function atFirst(entries: readonly Entry[], recentIds: readonly string[]): readonly Entry[] {
  const last = recentIds.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  const listed = new Set(recentIds);
  return [...last.map((entry) => ({ ...entry, group: 'Recent' })), ...entries.filter(({ id }) => !listed.has(id))];
}

/** What a search finds: groups in the order of their best, so that each stands in one place. */
export function matches(entries: readonly Entry[], query: string): readonly Entry[] {
  const found = search(entries, query);
  const groups = [...new Set(found.map(({ group }) => group))];
  return groups.flatMap((group) => found.filter((entry) => entry.group === group));
}
