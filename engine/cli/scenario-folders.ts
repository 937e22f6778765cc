import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failure, type Problem, type Result, success } from '../core/problem';
import { nearest } from '../design/nearest';
import { readText } from './read-file';

/** Beside the program, as beside its sources. */
export const ownScenarios = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'scenarios');

/** Folders of scenarios that have such a file, by name. */
export async function foldersWith(folder: string, file: string): Promise<Result<string[]>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return success(
      entries
        .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, file)))
        .map(({ name }) => name)
        .toSorted(),
    );
  } catch {
    return failure({
      code: 'no-scenarios',
      severity: 'error',
      where: 'folder',
      message: `There are no scenarios in ${folder}.`,
      remedy: 'Name the folder that holds a folder per scenario.',
    });
  }
}

/** Reads a file of a scenario; what is wrong with it is told with its path. */
export async function readPart<T>(path: string, parse: (text: string) => Result<T>): Promise<Result<T>> {
  const text = await readText(path);
  if (!text.ok) return text;
  const parsed = parse(text.value);
  return parsed.ok ? parsed : failure(...parsed.problems.map((problem) => ({ ...problem, where: `${path} ${problem.where}` })));
}

/** @param what `scenario`, or what else is looked for there */
export function unknownSlug(what: string, slug: string, slugs: readonly string[]): Problem {
  const near = nearest(slug, slugs);
  return {
    code: `no-such-${what}`,
    severity: 'error',
    where: slug,
    message: `There is no ${what} "${slug}".`,
    remedy: near ? `Did you mean ${near}?` : `faultline ${what}s lists them.`,
  };
}
