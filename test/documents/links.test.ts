import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { MOST_BYTES, pictures } from '../e2e/support/picture';

// Every page can be reached, no link and no anchor leads nowhere, and the pictures are those that the end-to-end tests make.

const root = path.resolve(import.meta.dirname, '../..');
const inDocs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((name) => `docs/${name.split(path.sep).join('/')}`)
  .filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'CONTRIBUTING.md', ...inDocs];

interface Part {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly alt?: string | null;
  readonly children?: readonly Part[];
}
const parser = unified().use(remarkParse).use(remarkGfm);
const all = (part: Part): readonly Part[] => [part, ...(part.children ?? []).flatMap(all)];
const words = (part: Part): string => part.value ?? (part.children ?? []).map(words).join('');

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');

interface Read {
  readonly anchors: ReadonlySet<string>;
  /** Files that it leads to, and anchors in them. */
  readonly links: readonly { readonly to: string; readonly anchor: string | undefined }[];
  readonly images: readonly { readonly to: string; readonly alt: string }[];
}

function read(page: string): Read {
  const parts = all(parser.parse(readFileSync(path.join(root, page), 'utf8')) as Part);
  const inside = parts.flatMap(({ type, url }) => (type === 'link' && url !== undefined && !/^[a-z]+:/i.test(url) ? [url] : []));
  const from = (to: string): string => path.posix.join(path.posix.dirname(page), to);
  return {
    anchors: new Set(parts.filter(({ type }) => type === 'heading').map((heading) => anchorOf(words(heading)))),
    links: inside.map((url) => {
      const [to = '', anchor] = url.split('#');
      return { to: to === '' ? page : from(to), anchor };
    }),
    images: parts.flatMap(({ type, url = '', alt }) => (type === 'image' ? [{ to: from(url), alt: alt ?? '' }] : [])),
  };
}
const library = new Map(pages.map((page) => [page, read(page)]));

test('there are pages to look at', () => {
  expect(pages.length).toBeGreaterThan(150);
  expect([...library.values()].flatMap(({ links }) => links).length).toBeGreaterThan(500);
});

test('every page can be reached from docs/README.md by links', () => {
  const seen = new Set<string>();
  const visit = (page: string): void => {
    if (seen.has(page)) return;
    seen.add(page);
    for (const { to } of library.get(page)?.links ?? []) visit(to.replace(/\/$/, '/README.md'));
  };
  visit('docs/README.md');
  expect(inDocs.filter((page) => !seen.has(page))).toEqual([]);
});

test('docs/README.md itself names every page but those that are one table of laws', () => {
  const named = new Set(library.get('docs/README.md')!.links.map(({ to }) => to));
  expect(inDocs.filter((page) => page !== 'docs/README.md' && !named.has(page))).toEqual([]);
});

test.each(pages)('%s: every link, anchor and picture is there', (page) => {
  const { links, images } = library.get(page)!;
  expect(links.filter(({ to }) => !existsSync(path.join(root, to)))).toEqual([]);
  const anchored = links.filter(({ to, anchor }) => anchor !== undefined && library.has(to) && !library.get(to)!.anchors.has(anchor));
  expect(anchored).toEqual([]);
  expect(images.filter(({ to, alt }) => !existsSync(path.join(root, to)) || alt.length < 10)).toEqual([]);
});

describe('pictures', () => {
  const folder = path.join(root, 'docs/images');
  const files = readdirSync(folder);

  test('are those that the end-to-end tests make, and each is shown on a page', () => {
    expect(files.toSorted()).toEqual(pictures.map((name) => `${name}.png`).toSorted());
    const shown = new Set([...library.values()].flatMap(({ images }) => images.map(({ to }) => to)));
    expect(files.filter((name) => !shown.has(`docs/images/${name}`))).toEqual([]);
  });

  test.each(files)('%s has 1280 × 800 pixels, and is small', (name) => {
    const png = readFileSync(path.join(folder, name));
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 1280, 800]);
    expect(png.length).toBeLessThanOrEqual(MOST_BYTES);
  });
});
