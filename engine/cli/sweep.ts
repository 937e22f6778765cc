import { failure, type Problem, type Result, success } from '../core/problem';
import { load } from '../design/file';
import { csvOf } from '../export/table/csv';
import { parquetOf } from '../export/table/parquet';
import { usualFigures } from '../what-if/precision';
import { sweep } from '../what-if/sweep';
import type { Sweep } from '../what-if/sweep-schema';
import { sweepTable } from '../what-if/sweep-table';
import { asJson, refuse } from './answer';
import { type ExitCode, exitCodes, type Io } from './io';
import { answered, type ManyRunsOptions, runsAsked } from './many-runs';
import { readText } from './read-file';
import { sweepText } from './sweep-text';
import { sweptFrom } from './swept';
import { write } from './write-file';

export interface SweepCommandOptions extends ManyRunsOptions {
  /** `path=FROM..TO:COUNT:log` or `path=VALUE,VALUE` */
  readonly param: readonly string[];
  readonly figure?: readonly string[];
  readonly csv?: string;
  readonly parquet?: string;
  readonly force?: boolean;
}

/** `faultline sweep`: a design over a range of one or two of its parameters. */
export async function sweepCommand(path: string, options: SweepCommandOptions, io: Io): Promise<ExitCode> {
  const { json = false, figure = usualFigures, replications = 5 } = options;
  const text = await readText(path);
  const file = text.ok ? load(text.value) : text;
  if (!file.ok) return refuse(file.problems, json, io);
  const { design } = file.value;
  const swept = options.param.map((one) => sweptFrom(one, design));
  const problems = [...swept.flatMap((one) => (one.ok ? [] : one.problems)), ...(swept.length > 2 ? [tooMany] : [])];
  if (problems.length > 0) return refuse(problems, json, io);
  const parameters = swept.flatMap((one) => (one.ok ? [one.value] : []));
  const wanted = { design, ...runsAsked({ ...options, replications }), parameters, figures: [...new Set(figure)] };
  const result = await answered(sweep, wanted, options, io);
  if (!result.ok) return refuse(result.problems, json, io);
  io.out(json ? asJson(result.value) : sweepText(result.value, io.colors));
  // The answer is there whatever becomes of the files.
  const written = await writeTables(result.value, options);
  if (!written.ok) {
    io.err(written.problems.map(({ message, remedy }) => `${message}\n  ${remedy}\n`).join(''));
    return exitCodes.bad;
  }
  return result.value.cells.every(({ conserved }) => conserved) ? exitCodes.fine : exitCodes.failed;
}

async function writeTables(of: Sweep, { csv, parquet, force = false }: SweepCommandOptions): Promise<Result<void>> {
  const table = sweepTable(of);
  const written = [
    ...(csv === undefined ? [] : [await write(csv, csvOf(table), { force, option: '--csv' })]),
    ...(parquet === undefined ? [] : [await write(parquet, await parquetOf(table), { force, option: '--parquet' })]),
  ];
  const problems = written.flatMap((one) => (one.ok ? [] : one.problems));
  return problems.length > 0 ? failure(...problems) : success(undefined);
}

const tooMany: Problem = {
  code: 'too-many-parameters',
  severity: 'error',
  where: '--param',
  message: 'A sweep goes over one parameter or two.',
  remedy: 'Leave some out; faultline tornado finds which of many matter.',
};
