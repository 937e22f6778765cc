import { calls } from './calls';
import { capacity } from './capacity';
import { data } from './data';
import type { CatalogEntry, CatalogSection } from './entry';
import { messages } from './messages';
import { structure } from './structure';

/** Every warning and hint, in the order in which the documents tell of them. Errors say all that there is to say by themselves. */
export const catalogSections: readonly { readonly title: string; readonly entries: CatalogSection }[] = [
  { title: 'Timeouts, retries, breakers', entries: calls },
  { title: 'Load and room', entries: capacity },
  { title: 'Messages and events', entries: messages },
  { title: 'Data', entries: data },
  { title: 'Structure and promises', entries: structure },
];

const byCode = new Map<string, CatalogEntry>(catalogSections.flatMap(({ entries }) => Object.entries(entries)));

/** What a kind of finding is about; undefined for errors, whose words say it all. */
export const catalogEntry = (code: string): CatalogEntry | undefined => byCode.get(code);

/** A few words for a kind of finding: its title, or its code in words. */
export const titleOfFinding = (code: string): string => byCode.get(code)?.title ?? sentence(code.replaceAll('-', ' '));

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
