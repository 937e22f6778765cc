import type { TablerIcon } from '@tabler/icons-react';

/** Something that can be found by typing and taken by Enter. */
export interface Pick {
  /** Unique in its list, and the same next time. */
  readonly id: string;
  readonly title: string;
  /** What sort of thing it is, in a word or two. */
  readonly group: string;
  /** A few words more, shown behind the title. */
  readonly note?: string | undefined;
  /** Words that find it and are not shown. */
  readonly words?: string | undefined;
  readonly Icon?: TablerIcon;
  /** Keys that do the same, as people read them. */
  readonly keys?: readonly string[] | undefined;
  /** Comes after others that fit as well: to read about a thing is wanted less often than to do it. */
  readonly aside?: boolean;
}

/** What a word of the search is worth where it stands. */
const worth = { startOfTitle: 8, startOfWord: 5, initials: 3, inTitle: 3, elsewhere: 1 } as const;

/**
 * The things that fit every word of the search, best first: titles before other words, starts of words before their
 * middles. Equals keep their order.
 */
export function search<P extends Pick>(picks: readonly P[], query: string): readonly P[] {
  const wanted = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return picks;
  return picks
    .map((pick) => ({ pick, score: scoreOf(pick, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ pick }) => pick);
}

/** The same with groups in the order of their best, so that each stands in one place. */
export function searchGroups<P extends Pick>(picks: readonly P[], query: string): readonly P[] {
  const found = search(picks, query);
  const groups = [...new Set(found.map(({ group }) => group))];
  return groups.flatMap((group) => found.filter((pick) => pick.group === group));
}

/** 0 where one of the words is nowhere in it. */
function scoreOf(pick: Pick, wanted: readonly string[]): number {
  const title = pick.title.toLowerCase();
  const words = title.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const initials = words.map((word) => word[0]).join('');
  const rest = `${pick.group} ${pick.note ?? ''} ${pick.words ?? ''}`.toLowerCase();
  let score = 0;
  for (const word of wanted) {
    const found = title.startsWith(word)
      ? worth.startOfTitle
      : words.some((own) => own.startsWith(word))
        ? worth.startOfWord
        : word.length > 1 && initials.startsWith(word)
          ? worth.initials
          : title.includes(word)
            ? worth.inTitle
            : rest.includes(word)
              ? worth.elsewhere
              : 0;
    if (found === 0) return 0;
    score += found;
  }
  // Of two that fit alike, the one that says less is the one that was meant.
  return score + 1 / (1 + title.length) - (pick.aside === true ? 0.9 : 0);
}
