import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Problem } from '../engine/core/problem';
import { readDesign } from './files';

/** Path → what stood in the file when it was last read or written here. */
const contents = new Map<string, string>();
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');

/** The files that the user chose in this session. The page may save to these without asking, and to no others. */
export const known = {
  has: (file: string): boolean => contents.has(file),
  note: (file: string, text: string): void => void contents.set(file, digestOf(text)),
};

/** @returns a problem when a known file no longer holds what was last read or written here; null as well when it is gone. */
export async function changedOutside(file: string): Promise<Problem | null> {
  // The content is compared, not the date: a program that synchronizes files touches many that it does not change.
  const now = await readDesign(file);
  const same = now.ok ? digestOf(now.value.text) === contents.get(file) : now.problems.some(({ code }) => code === 'file-missing');
  if (same) return null;
  return {
    code: 'file-changed-outside',
    severity: 'error',
    where: file,
    message: `“${path.basename(file)}” was changed by another program or window since it was opened here.`,
    remedy: 'Save under another name to keep both, or replace it.',
  };
}
