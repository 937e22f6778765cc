import type { Entry } from './entry';

/** What an empty search shows: what was taken last, then what can be done. */
export function atFirst(entries: readonly Entry[], recentIds: readonly string[]): readonly Entry[] {
  const last = recentIds.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  const listed = new Set(recentIds);
  return [...last.map((entry) => ({ ...entry, group: 'Recent' })), ...entries.filter(({ id }) => !listed.has(id))];
}
