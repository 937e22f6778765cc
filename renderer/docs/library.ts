import { nodeKinds } from '../../engine/nodes/registry';

import { measuresFile, measuresText } from './measures-text';

// Every page under docs/, each loaded when it is opened.
const files = {
  ...import.meta.glob<string>(['../../docs/**/*.md', '!../../docs/statistics/measures.md'], { query: '?raw', import: 'default' }),
  [measuresFile]: () => Promise.resolve(measuresText),
};

/** Faults and components are called like mechanisms at times, so their pages go by the name of their folder too. */
const shelfOf = (name: string): string => /^(?:faults|components)\//.exec(name)?.[0] ?? '';

const nameOf = (file: string): string => {
  const [folder, name] = file.slice(0, -'.md'.length).split('/').slice(-2);
  const long = `${folder}/${name}`;
  return shelfOf(long) === '' ? name! : long;
};
const byName = new Map(Object.entries(files).map(([file, load]) => [nameOf(file), { file, load }]));

/** Words that are not written as they stand in a file's name. */
const spelling: Readonly<Record<string, string>> = {
  fifo: 'FIFO',
  lifo: 'LIFO',
  codel: 'CoDel',
  gcra: 'GCRA',
  dns: 'DNS',
  cpu: 'CPU',
  cdn: 'CDN',
  cli: 'CLI',
  faq: 'FAQ',
  readme: 'all pages',
};
const kindTitles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(nodeKinds).map(({ kind, title }) => [kindPage(kind), title]),
);

/** The page of a fault, by its action. */
export const faultPage = (action: string): string => `faults/${action}`;

/** The page of a kind of component. */
export function kindPage(kind: string): string {
  return `components/${kind}`;
}

export interface Shelf {
  readonly title: string;
  readonly pages: readonly { readonly name: string; readonly title: string }[];
}

const shelfTitles: Readonly<Record<string, string>> = {
  components: 'Components',
  mechanisms: 'Mechanisms',
  faults: 'Faults',
  'what-if': 'What if',
  phenomena: 'Phenomena',
  statistics: 'Statistics',
  laws: 'Laws',
};

/** All pages, by the folder they stand in; pages of no folder come last. */
export const shelves: readonly Shelf[] = [...Object.entries(shelfTitles), ['docs', 'More'] as const].map(([folder, title]) => ({
  title,
  pages: [...byName]
    .filter(([, { file }]) => file.split('/').at(-2) === folder)
    .map(([name]) => ({ name, title: titleOf(name) }))
    .toSorted((a, b) => a.title.localeCompare(b.title)),
}));

/** A page's name in words: `circuit-breaker` is Circuit breaker. */
export function titleOf(name: string): string {
  if (kindTitles[name] !== undefined) return kindTitles[name];
  const words = name
    .slice(shelfOf(name).length)
    .toLowerCase()
    .split('-')
    .map((word) => spelling[word] ?? word)
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const hasPage = (name: string): boolean => byName.has(name);

/** Text of a page, in Markdown; null when there is none of that name. */
export const readPage = async (name: string): Promise<string | null> => (await byName.get(name)?.load()) ?? null;

/**
 * The page that a link in another page leads to; null for anything that is not one.
 * @param from the page that it stands in
 */
export function pageOfLink(href: string | undefined, from = ''): string | null {
  const path = href?.split('#')[0] ?? '';
  if (!path.endsWith('.md') || /^[a-z]+:/i.test(path)) return null;
  const inFolder = path.includes('/') ? path : `${shelfOf(from)}${path}`;
  const name = nameOf(`/${inFolder}`);
  return hasPage(name) ? name : null;
}
