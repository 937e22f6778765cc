import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { failure, type Problem, type Result, success } from '../core/problem';
import type { Memory } from '../what-if/remembered';
import { z } from 'zod';

const zLine = z.strictObject({ key: z.string().regex(/^[0-9a-f]{64}$/), done: z.unknown() });
const FORMAT = { format: 'faultline-results-1' } as const;

/** A memory of jobs in a file: a line of JSON each, written as soon as it is done, so that whatever stops the program loses only what was under way. */
export interface ResultsFile extends Memory {
  /** Results that were there. */
  readonly found: number;
  close(): void;
}

/** @param resume whether a file that exists is gone on with; else it is left alone */
export function openResults(path: string, resume: boolean): Result<ResultsFile> {
  try {
    if (existsSync(path) && !resume)
      return failure(
        problem('file-exists', `There is such a file already: ${path}`, 'Add --resume to go on with it, or name another file.'),
      );
    const known = new Map<string, unknown>();
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const [first = '', ...lines] = text.split('\n');
    if (text !== '' && first !== JSON.stringify(FORMAT)) {
      return failure(problem('not-results', `The file holds no results of runs: ${path}`, 'Name another file.'));
    }
    for (const line of lines) {
      const read = lineFrom(line);
      if (read) known.set(read.key, read.done);
    }
    const file = openSync(path, 'a');
    if (text === '') writeSync(file, `${JSON.stringify(FORMAT)}\n`);
    // The last line may have been cut off in the middle.
    else if (!text.endsWith('\n')) writeSync(file, '\n');
    return success({
      found: known.size,
      recall: (key) => known.get(key),
      keep: (key, done) => void writeSync(file, `${JSON.stringify({ key, done })}\n`),
      close: () => closeSync(file),
    });
  } catch (error) {
    const cause = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return failure(problem('file-not-writable', `The file cannot be written (${cause}): ${path}`, 'Check the path and the disk.'));
  }
}

function lineFrom(line: string): z.infer<typeof zLine> | null {
  try {
    return zLine.parse(JSON.parse(line));
  } catch {
    // Cut off, or not ours: the run is done again.
    return null;
  }
}

const problem = (code: string, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where: '--results',
  message,
  remedy,
});
