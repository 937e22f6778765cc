import type { Problem } from '../core/problem';
import { load } from '../design/file';
import { run } from '../simulate/run';
import { unbalanced } from '../what-if/conserved';
import { replicate } from '../what-if/replicate';
import { type ExitCode, exitCodes, type Io } from './io';
import { problemCount, problemsJson, problemsText } from './problems';
import { readText } from './read-file';
import { replicationsText } from './replications-text';
import { reportText } from './report-text';

export interface RunCommandOptions {
  readonly seed?: number;
  /** [s] */
  readonly duration?: number;
  /** [s] */
  readonly warmup?: number;
  readonly replications?: number;
  readonly json?: boolean;
}

/** `faultline run`: simulates a design and says what it does. */
export async function runCommand(
  path: string,
  { json = false, replications = 1, ...options }: RunCommandOptions,
  io: Io,
): Promise<ExitCode> {
  const text = await readText(path);
  if (!text.ok) return refuse(text.problems, json, io);
  const file = load(text.value);
  if (!file.ok) return refuse(file.problems, json, io);
  const { design, warnings } = file.value;
  if (!json && warnings.length > 0) io.err(`${problemCount(warnings)}; faultline check lists them.\n`);

  io.progress.start();
  const asked = { ...options, onProgress: (share: number) => io.progress.show(share) };
  if (replications > 1) {
    const result = replicate(design, { ...asked, replications });
    io.progress.stop();
    if (!result.ok) return refuse(result.problems, json, io);
    io.out(json ? asJson(result.value) : replicationsText(result.value, io.colors));
    return result.value.conserved && result.value.slos.every(({ met }) => met) ? exitCodes.fine : exitCodes.failed;
  }
  const result = run(design, asked);
  io.progress.stop();
  if (!result.ok) return refuse(result.problems, json, io);
  io.out(json ? asJson(result.value) : reportText(result.value, io.colors));
  return unbalanced(result.value).length === 0 && result.value.slos.every(({ met }) => met) ? exitCodes.fine : exitCodes.failed;
}

const asJson = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

function refuse(problems: readonly Problem[], json: boolean, io: Io): ExitCode {
  if (json) io.out(problemsJson(problems));
  else io.err(`${problemsText(problems, io.colors)}${problemCount(problems)}\n`);
  return exitCodes.bad;
}
