import { load } from '../design/file';
import { experiment } from '../what-if/experiment';
import { asJson, refuse } from './answer';
import type { AskOptions } from './ask';
import { experimentText } from './experiment-text';
import { type ExitCode, exitCodes, type Io } from './io';
import { answered } from './many-runs';
import { readText } from './read-file';

export type ExperimentCommandOptions = AskOptions;

/** `faultline experiment`: does the experiments of a design, or one of them, and says whether the hypothesis held. */
export async function experimentCommand(
  path: string,
  id: string | undefined,
  options: ExperimentCommandOptions,
  io: Io,
): Promise<ExitCode> {
  const { json = false, replications = 10, seed } = options;
  const text = await readText(path);
  const file = text.ok ? load(text.value) : text;
  if (!file.ok) return refuse(file.problems, json, io);
  const wanted = {
    design: file.value.design,
    replications,
    ...(id !== undefined && { experiments: [id] }),
    ...(seed !== undefined && { seed }),
  };
  const result = await answered(experiment, wanted, options, io);
  if (!result.ok) return refuse(result.problems, json, io);
  io.out(json ? asJson(result.value) : experimentText(result.value, io.colors));
  return result.value.holds ? exitCodes.fine : exitCodes.failed;
}
