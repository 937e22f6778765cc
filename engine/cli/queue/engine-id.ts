import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Tells engines apart that may give different results: the version, and a hash over the built program that does the runs. Two machines with the
 * same release have the same; a machine on which one line of the engine was changed has another.
 * @param filename the program that one thread runs
 */
export function engineId(version: string, filename: string): string {
  const hash = createHash('sha256').update(readFileSync(filename)).digest('hex').slice(0, 8);
  return `${version}+${hash}`;
}
