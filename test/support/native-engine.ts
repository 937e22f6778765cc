import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import type * as entry from './engine-entry';

/** The engine as plain JavaScript, for tests that simulate millions of requests. */
export async function nativeEngine(): Promise<typeof entry> {
  const file = await bundle('test/support/engine-entry.ts', 'engine');
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as typeof entry;
}
