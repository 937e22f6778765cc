import { load } from '../design/file';
import { tornado } from '../what-if/tornado';
import { asJson, refuse } from './answer';
import { type ExitCode, exitCodes, type Io } from './io';
import { answered, type ManyRunsOptions, runsAsked } from './many-runs';
import { readText } from './read-file';
import { tornadoText } from './tornado-text';

export interface TornadoCommandOptions extends ManyRunsOptions {
  readonly figure?: string;
  readonly param?: readonly string[];
  /** What each is multiplied by. */
  readonly by?: { readonly down: number; readonly up: number };
  readonly all?: boolean;
}

/** `faultline tornado`: which parameter matters most for a figure. */
export async function tornadoCommand(path: string, options: TornadoCommandOptions, io: Io): Promise<ExitCode> {
  const { json = false, figure = 'requests.latency.p99', param, by, all = false } = options;
  const text = await readText(path);
  const file = text.ok ? load(text.value) : text;
  if (!file.ok) return refuse(file.problems, json, io);
  const wanted = { design: file.value.design, ...runsAsked(options), figure, ...by, ...(param && { parameters: [...param] }) };
  const result = await answered(tornado, wanted, options, io);
  if (!result.ok) return refuse(result.problems, json, io);
  io.out(json ? asJson(result.value) : tornadoText(result.value, all, io.colors));
  return exitCodes.fine;
}
