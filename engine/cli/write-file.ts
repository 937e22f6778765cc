import { writeFile } from 'node:fs/promises';
import { failure, type Problem, type Result, success } from '../core/problem';

interface WriteOptions {
  readonly force?: boolean;
  /** Where the path was named. */
  readonly option?: string;
}

/** Writes a whole file. One that is there is left alone, unless told otherwise. */
export async function write(
  path: string,
  content: string | Uint8Array,
  { force = false, option = '--output' }: WriteOptions = {},
): Promise<Result<void>> {
  try {
    await writeFile(path, content, { flag: force ? 'w' : 'wx' });
    return success(undefined);
  } catch (error) {
    return failure(notWritten(path, error instanceof Error && 'code' in error ? String(error.code) : 'unknown', option));
  }
}

const notWritten = (path: string, cause: string, option: string): Problem => ({
  code: cause === 'EEXIST' ? 'file-exists' : 'file-not-writable',
  severity: 'error',
  where: option,
  message: cause === 'EEXIST' ? `There is such a file already: ${path}` : `The file cannot be written (${cause}): ${path}`,
  remedy: cause === 'EEXIST' ? 'Name another file, or add --force to write over it.' : 'Check the path and the disk.',
});
