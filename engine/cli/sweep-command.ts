import type { Command } from 'commander';
import { usualFigures } from '../what-if/precision';
import { crewOptions } from './crew-options';
import type { ExitCode, Io } from './io';
import { duration, severalTimes, wholeNumber } from './options';
import { sweepCommand, type SweepCommandOptions } from './sweep';
import { PARAMETER_FORM } from './swept';

/** Options of every question about many runs. */
export const manyRunsOptions = (command: Command): Command =>
  crewOptions(command)
    .option('--seed <number>', 'seed of the first run, the others follow; the design’s own when left out', wholeNumber(0, 4_294_967_295))
    .option('--duration <time>', 'simulated time of each run, such as 60s; the design’s own when left out', duration('10ms', '7d'))
    .option('--warmup <time>', 'time at the start that the accounts leave out; the design’s own when left out', duration('0s', '1d'))
    .option('--results <file>', 'keep each run’s result there as soon as it is done')
    .option('--resume', 'with --results: take from the file what was done before');

export const addSweep = (program: Command, io: Io, end: (code: ExitCode) => void): Command =>
  manyRunsOptions(
    program
      .command('sweep')
      .description('Run a design over a range of one or two of its parameters, with the same seeds at each value.')
      .argument('<file>', 'design, *.faultline.json')
      .requiredOption('--param <range>', `${PARAMETER_FORM}; once for a line, twice for a map`, severalTimes)
      .option(
        '--figure <path>',
        `what is measured, such as nodes.orders.total.p99; several times; ${usualFigures.join(', ')} when left out`,
        severalTimes,
      )
      .option('--replications <number>', 'runs of each cell; 5 when left out', wholeNumber(1, 1000)),
  )
    .option('--csv <file>', 'write a table there too: a row for each figure of each cell')
    .option('--parquet <file>', 'write the same table as Apache Parquet')
    .option('--force', 'with --csv and --parquet: write over files that exist')
    .option('--json', 'print one JSON document instead; faultline schema sweep describes it')
    .action(async (file: string, options: SweepCommandOptions) => end(await sweepCommand(file, options, io)));
