import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { smallPng } from './small-png';

/** The pictures of the documents, all made by `pictures.web.spec.ts`. */
export const pictures = ['studio', 'studio-dark', 'inspector', 'cascade', 'traces', 'what-if', 'ledger', 'practice', 'export'] as const;
export type Picture = (typeof pictures)[number];

/** Where they are made anew. `npm run docs:pictures` puts them into the documents from there. */
export const PICTURES = path.resolve(import.meta.dirname, '../../../test-results/pictures');
/** Of a picture. [bytes] */
export const MOST_BYTES = 150_000;

/** Takes a picture for the documents: nothing moves in it, and no pointer shows. */
export async function takePicture(page: Page, name: Picture): Promise<void> {
  await page.mouse.move(5, 300);
  const png = smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  mkdirSync(PICTURES, { recursive: true });
  writeFileSync(path.join(PICTURES, `${name}.png`), png);
  expect(png.length, `${name}.png is small`).toBeLessThanOrEqual(MOST_BYTES);
}

/** Names of pictures that pages of the documents show. */
export const shownIn = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/images\/([a-z-]+)\.png/g)].map(([, name]) => name!);
