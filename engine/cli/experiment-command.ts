import type { Command } from 'commander';
import type { ExitCode, Io } from './io';
import { crewOptions } from './crew-options';
import { experimentCommand, type ExperimentCommandOptions } from './experiment';
import { wholeNumber } from './options';

export const addExperiment = (program: Command, io: Io, end: (code: ExitCode) => void): Command =>
  crewOptions(
    program
      .command('experiment')
      .description('Do the experiments of a design: break something on purpose, and see whether what must hold does.')
      .argument('<file>', 'design, *.faultline.json')
      .argument('[id]', 'the experiment; all of the design when left out')
      .option('--replications <number>', 'runs of each; 10 when left out', wholeNumber(1, 500))
      .option('--seed <number>', 'seed of the first run, the others follow; the design’s own when left out', wholeNumber(0, 4_294_967_295)),
  )
    .option('--json', 'print one JSON document instead; faultline schema experiment describes it')
    .action(async (file: string, id: string | undefined, options: ExperimentCommandOptions) =>
      end(await experimentCommand(file, id, options, io)),
    );
