import { failure, type Result, success } from '../core/problem';
import { autoLayout } from '../design/auto-layout';
import { examine, isError } from '../design/resolve';
import type { Design } from '../design/schema';
import { type Imported, type Importer, importProblem } from './definition';
import { importLimits } from './import-limits';
import { importers } from './registry';

/** A design from outside, and the format that it was read as. */
export interface ReadImport extends Imported {
  readonly format: Importer;
}

/**
 * Reads a file of another tool as a design that runs, laid out where no places came along. Never throws.
 * @param format id of an importer; found by the text when left out
 */
export async function readImport(text: string, fileName: string, format?: string): Promise<Result<ReadImport>> {
  const importer = importerFor(text, fileName, format);
  if (!importer) return failure(format === undefined ? unknownFormat() : noSuchFormat(format));
  const { bytes = importLimits.bytes } = importer;
  if (!isWithin(text, bytes)) return failure(importTooBig(bytes));
  // Some editors on Windows begin every file with a mark.
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const read = await readSafely(importer, body, fileName);
  if (!read.ok) return read;
  const design = laidOut(read.value.design);
  const errors = examine(design).problems.filter(isError);
  if (errors.length > 0)
    return failure(
      importProblem(
        'import-does-not-run',
        `${importer.title}: what was read makes no design that runs. The first reason: ${errors[0]!.message}`,
        'Import a part of it, or draw it anew.',
      ),
      ...errors,
    );
  return success({ design, notes: read.value.notes, format: importer });
}

/** The format that a text is in, by what it looks like; of the ones that may be, the first. Null where none is. */
export const detectFormat = (text: string, fileName: string): Importer | null =>
  importers.find(({ detects }) => detects(text, fileName)) ?? null;

const importerFor = (text: string, fileName: string, format: string | undefined): Importer | null =>
  format === undefined ? detectFormat(text, fileName) : (importers.find(({ id }) => id === format) ?? null);

/** A parser that gives up in a way of its own must not bring anything down. */
async function readSafely(importer: Importer, text: string, fileName: string): Promise<Result<Imported>> {
  try {
    return await importer.read(text, { fileName });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0]!.slice(0, 200) : 'no reason given';
    return failure(
      importProblem(
        'import-unreadable',
        `${importer.title}: the file cannot be read (${reason}).`,
        'Check that the tool that it comes from still opens it.',
      ),
    );
  }
}

/** Bytes that the text takes as UTF-8, looked at only as far as needed. */
const isWithin = (text: string, bytes: number): boolean =>
  text.length * 3 <= bytes || (text.length <= bytes && new TextEncoder().encode(text).length <= bytes);

/** What has no place at all is laid out; where only some have none, the canvas puts those below. */
function laidOut(design: Design): Design {
  if ((design.nodes ?? []).some(({ position }) => position)) return design;
  const places = autoLayout(design);
  return { ...design, nodes: (design.nodes ?? []).map((node) => ({ ...node, position: places[node.id]! })) };
}

export const importTooBig = (bytes: number) =>
  importProblem(
    'import-too-big',
    `The file is larger than ${bytes / 1e6} MB, the most that is read of this format.`,
    'Import a part of it.',
  );

const unknownFormat = () =>
  importProblem(
    'import-unknown-format',
    'The file looks like none of the formats that can be imported.',
    `Known are: ${importers.map(({ title }) => title).join(', ')}. If it is one of these, say which.`,
  );

const noSuchFormat = (format: string) =>
  importProblem(
    'import-unknown-format',
    `There is no format “${format}”.`,
    `Known are: ${importers.map(({ id }) => id).join(', ')}.`,
    '--from',
  );
