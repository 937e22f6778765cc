import { writeFile } from 'node:fs/promises';
import { failure, type Problem, type Result, success } from '../core/problem';

/** Writes the file that `--output` names. One that is there is left alone, unless told otherwise. */
export async function writeText(path: string, text: string, { force = false }: { readonly force?: boolean } = {}): Promise<Result<void>> {
  try {
    await writeFile(path, text, { flag: force ? 'w' : 'wx' });
    return success(undefined);
  } catch (error) {
    return failure(notWritten(path, error instanceof Error && 'code' in error ? String(error.code) : 'unknown'));
  }
}

const notWritten = (path: string, cause: string): Problem => ({
  code: cause === 'EEXIST' ? 'file-exists' : 'file-not-writable',
  severity: 'error',
  where: '--output',
  message: cause === 'EEXIST' ? `There is such a file already: ${path}` : `The file cannot be written (${cause}): ${path}`,
  remedy: cause === 'EEXIST' ? 'Name another file, or add --force to write over it.' : 'Check the path and the disk.',
});
