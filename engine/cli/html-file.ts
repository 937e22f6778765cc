import { open, writeFile } from 'node:fs/promises';
import { failure, type Result, success } from '../core/problem';
import type { Design } from '../design/schema';
import { PAGE_START } from '../export/html/page';
import { type Document, htmlReport } from '../export/html/registry';
import type { Io } from './io';

export interface HtmlOptions {
  /** Where the report for people goes. */
  readonly html?: string;
}

/** Writes the report of a document, where one was asked for. An older report is written over, any other file is left alone. */
export async function writeReport({ html: path }: HtmlOptions, document: Document, design: Design | null, io: Io): Promise<Result<void>> {
  if (path === undefined) return success(undefined);
  try {
    if (await isOther(path))
      return failure(
        problem('html-not-ours', `There is a file that is no report of Faultline: ${path}`, 'Name another file, or delete this one.'),
      );
    await writeFile(path, htmlReport(document, design, io.version));
    return success(undefined);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return failure(
      problem('html-not-written', `The report cannot be written (${why}): ${path}`, 'Check the folder, its permissions and the disk.'),
    );
  }
}

async function isOther(path: string): Promise<boolean> {
  let handle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
  try {
    const wanted = Buffer.from(PAGE_START);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(wanted.length), 0, wanted.length, 0);
    return bytesRead > 0 && !wanted.equals(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

const problem = (code: string, message: string, remedy: string) => ({ code, severity: 'error', where: '--html', message, remedy }) as const;
