import { randomBytes } from 'node:crypto';
import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { failure, type Problem, type Result, success } from '../engine/core/problem';
import { limits } from '../engine/design/limits';
import type { OpenedFile } from './ipc';

/** Reads a design file as text. Whether it is a design is for the page to check. */
export async function readDesign(file: string): Promise<Result<OpenedFile>> {
  try {
    const found = await stat(file);
    // A pipe or a device would never end.
    if (!found.isFile()) return failure(notAFile(file));
    if (found.size > limits.fileBytes) return failure(tooLarge(file, found.size));
    const handle = await open(file, 'r');
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
      return success({ path: file, text });
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failure(notRead(file, error));
  }
}

/**
 * Writes a design so that a crash, a full disk or a refusal at any moment leaves the old file whole: into a new file in
 * the same folder, forced to the disk, then renamed over the old one.
 * @returns the path written.
 */
export async function saveDesign(file: string, text: string): Promise<Result<string>> {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.byteLength > limits.fileBytes) return failure(tooLarge(file, bytes.byteLength));
  try {
    // A link stays a link: what it points to is replaced.
    const target = await realpath(file).catch(() => path.resolve(file));
    const old = await stat(target).catch(() => null);
    // Renaming needs no right to write to the old file, only to its folder; but read-only means that its owner wants it kept.
    if (old && !old.isFile()) return failure(notAFile(file));
    if (old) await (await open(target, 'r+')).close();
    await replace(target, bytes, old?.mode);
    return success(file);
  } catch (error) {
    return failure(notSaved(file, error));
  }
}

async function replace(target: string, bytes: Uint8Array, mode = 0o666): Promise<void> {
  const folder = path.dirname(target);
  const temporary = path.join(folder, `${temporaryStem(target)}${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx', mode & 0o777);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  // Makes the new name itself durable. Not every system can open a folder, and the content is safe without.
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
  await sweep(target).catch(() => undefined);
}

const temporaryStem = (target: string): string => `.${path.basename(target)}.`;

/** Older than this, an unfinished file is nobody's any more: no save takes so long. [ms] */
const ABANDONED = 3_600_000;

/** Removes what a save of the same file left that was killed on its way. */
async function sweep(target: string): Promise<void> {
  const folder = path.dirname(target);
  const stem = temporaryStem(target);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(stem) || !/^[0-9a-f]{12}\.tmp$/.test(name.slice(stem.length))) continue;
    const left = path.join(folder, name);
    if (Date.now() - (await stat(left)).mtimeMs > ABANDONED) await rm(left, { force: true });
  }
}

const problem = (code: string, where: string, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where,
  message,
  remedy,
});

/** A size as people read it, in decimal megabytes. */
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const tooLarge = (file: string, bytes: number): Problem =>
  problem(
    'file-too-large',
    file,
    `"${path.basename(file)}" has ${megabytes(bytes)}; a design may have ${megabytes(limits.fileBytes)} at most.`,
    'Check that it is the right file, or split the design.',
  );

const notAFile = (file: string): Problem =>
  problem('not-a-file', file, `"${path.basename(file)}" is a folder or a device.`, 'Choose a file.');

function notRead(file: string, error: unknown): Problem {
  const name = path.basename(file);
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return problem(
        'file-missing',
        file,
        `"${name}" is not there any more.`,
        'It may have been moved or renamed: open it from its new place.',
      );
    case 'EACCES':
    case 'EPERM':
      return problem(
        'file-not-readable',
        file,
        `You have no right to read "${name}".`,
        'Ask its owner for the right to read it, or open a copy.',
      );
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return problem('file-not-text', file, `"${name}" is not a text file.`, 'Open a design: a file that ends in .faultline.json.');
    default:
      return problem(
        'file-not-read',
        file,
        `"${name}" could not be read: ${messageOf(error)}.`,
        'Try again, or open a copy from another place.',
      );
  }
}

function notSaved(file: string, error: unknown): Problem {
  const name = path.basename(file);
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return problem(
        'file-read-only',
        file,
        `"${name}" cannot be written: the file or its folder is read-only.`,
        'Save under another name or in another folder.',
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return problem('folder-missing', file, `The folder of "${name}" is not there.`, 'Save in another folder.');
    case 'ENOSPC':
    case 'EDQUOT':
      return problem('disk-full', file, `There is no room on the disk for "${name}".`, 'Make room, or save on another disk.');
    default:
      return problem(
        'file-not-saved',
        file,
        `"${name}" could not be saved: ${messageOf(error)}.`,
        'Save under another name or in another folder.',
      );
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
