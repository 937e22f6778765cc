import type { Problem } from '../core/problem';
import { type ExitCode, exitCodes, type Io } from './io';
import { problemCount, problemsJson, problemsText } from './problems';

/** A document as a program reads it. */
export const asJson = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

/** Says why there is no answer. */
export function refuse(problems: readonly Problem[], json: boolean, io: Io): ExitCode {
  if (json) io.out(problemsJson(problems));
  else io.err(`${problemsText(problems, io.colors)}${problemCount(problems)}\n`);
  return exitCodes.bad;
}
