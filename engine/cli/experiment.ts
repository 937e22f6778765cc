import { load } from '../design/file';
import { ask } from '../what-if/definition';
import { experiment } from '../what-if/experiment';
import { asJson, refuse } from './answer';
import { experimentText } from './experiment-text';
import { hire, type HireOptions } from './hire';
import { type ExitCode, exitCodes, type Io } from './io';
import { readText } from './read-file';

export interface ExperimentCommandOptions extends HireOptions {
  readonly seed?: number;
  readonly replications?: number;
  readonly json?: boolean;
}

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
  const hired = await hire(options, replications, io);
  if (!hired.ok) return refuse(hired.problems, json, io);
  const crew = hired.value;
  io.progress.start();
  const result = await ask(experiment, wanted, crew.run, { onProgress: (share) => io.progress.show(share) });
  io.progress.stop();
  await crew.dismiss();
  if (!result.ok) return refuse(result.problems, json, io);
  io.out(json ? asJson(result.value) : experimentText(result.value, io.colors));
  return result.value.holds ? exitCodes.fine : exitCodes.failed;
}
