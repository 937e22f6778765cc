import type { Problem } from '../core/problem';
import { load } from '../design/file';
import { withAdvice } from '../design/findings';
import { type ExitCode, exitCodes, type Io } from './io';
import { problemCount, problemsJson, problemsText } from './problems';
import { readText } from './read-file';

/** `faultline check`: lists what is wrong with a design, without running it. */
export async function checkCommand(path: string, { json = false }: { readonly json?: boolean }, io: Io): Promise<ExitCode> {
  const problems = await problemsIn(path);
  if (json) io.out(problemsJson(problems));
  else if (problems.length === 0) io.out('No problems.\n');
  else io.out(`${problemsText(problems, io.colors)}${problemCount(problems)}\n`);
  return problems.some(({ severity }) => severity === 'error') ? exitCodes.bad : exitCodes.fine;
}

async function problemsIn(path: string): Promise<readonly Problem[]> {
  const text = await readText(path);
  if (!text.ok) return text.problems;
  const file = load(text.value);
  return file.ok ? withAdvice(file.value.resolved, file.value.warnings) : file.problems;
}
