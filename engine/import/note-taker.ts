import type { ImportNotes } from './definition';
import { importLimits } from './import-limits';

/** Collects what there is to say of an import. The same sentence counts once. */
export interface NoteTaker {
  inferred(sentence: string): void;
  guessed(sentence: string): void;
  missing(sentence: string): void;
  /** All of it, bounded: the last sentence says how many are left out. */
  taken(): ImportNotes;
}

export function notesOf(): NoteTaker {
  const lists = { inferred: new Set<string>(), guessed: new Set<string>(), missing: new Set<string>() };
  return {
    inferred: (sentence) => void lists.inferred.add(sentence),
    guessed: (sentence) => void lists.guessed.add(sentence),
    missing: (sentence) => void lists.missing.add(sentence),
    taken: () => ({ inferred: bounded(lists.inferred), guessed: bounded(lists.guessed), missing: bounded(lists.missing) }),
  };
}

function bounded(sentences: ReadonlySet<string>): string[] {
  const all = [...sentences];
  if (all.length <= importLimits.notes) return all;
  return [...all.slice(0, importLimits.notes - 1), `And ${all.length - importLimits.notes + 1} more of this kind.`];
}

/** “a”, “b” and 4 more. */
export function listed(names: readonly string[], most = 8): string {
  const quotedNames = names.map((name) => `“${name}”`);
  if (names.length > most) return `${quotedNames.slice(0, most).join(', ')} and ${names.length - most} more`;
  return quotedNames.length < 2 ? quotedNames.join('') : `${quotedNames.slice(0, -1).join(', ')} and ${quotedNames.at(-1)}`;
}

/** "1 link", "3 links" */
export const counted = (n: number, of: string): string => `${n} ${of}${n === 1 ? '' : 's'}`;
