import { open } from 'node:fs/promises';
import { failure, type Problem, type Result, success } from '../core/problem';
import { fileTooBig } from '../design/json-text';
import { limits } from '../design/limits';

/** Reads a text file, but never more of it than it may have, for a design unless told: the path may lead to a pipe or to something endless. */
export async function readText(path: string, most: number = limits.fileBytes, tooBig = designTooBig): Promise<Result<string>> {
  let bytes: Uint8Array;
  try {
    const handle = await open(path, 'r');
    try {
      bytes = await readUpTo(handle, most + 1);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failure(unreadable(path, error));
  }
  if (bytes.length > most) return tooBig();
  try {
    return success(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return failure(notText(path));
  }
}

const designTooBig = (): Result<never> => failure(fileTooBig());

async function readUpTo(handle: Awaited<ReturnType<typeof open>>, most: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(most);
  let length = 0;
  while (length < most) {
    const { bytesRead } = await handle.read(buffer, length, most - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

const reasons: Readonly<Record<string, readonly [code: string, message: string, remedy: string]>> = {
  ENOENT: ['file-not-found', 'There is no such file', 'Check the path.'],
  EISDIR: ['file-is-folder', 'This is a folder', 'Name the design file in it, for example design.faultline.json.'],
  EACCES: ['file-not-readable', 'You may not read this file', 'Change its permissions, or copy it to where you may.'],
  EPERM: ['file-not-readable', 'You may not read this file', 'Change its permissions, or copy it to where you may.'],
};

function unreadable(path: string, error: unknown): Problem {
  const cause = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const [code, message, remedy] = reasons[cause] ?? [
    'file-not-readable',
    `The file cannot be read (${cause})`,
    'Check the path and the disk.',
  ];
  return { code, severity: 'error', where: 'file', message: `${message}: ${path}`, remedy };
}

const notText = (path: string): Problem => ({
  code: 'file-not-text',
  severity: 'error',
  where: 'file',
  message: `The file is not text in UTF-8: ${path}`,
  remedy: 'Check that it is the right file, and save it as UTF-8.',
});
