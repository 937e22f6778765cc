import type { Command } from 'commander';
import type { ExitCode, Io } from './io';
import { crewOptions } from './crew-options';
import { rightSizeCommand, type RightSizeCommandOptions, SIZE_FORM } from './right-size';
import { duration, positive, severalTimes, wholeNumber } from './options';
import { CONDITION_FORM } from './ask';

export const addRightSize = (program: Command, io: Io, end: (code: ExitCode) => void): Command =>
  crewOptions(
    program
      .command('right-size')
      .description('Find the cheapest numbers of instances with which all objectives are met.')
      .argument('<file>', 'design, *.faultline.json')
      .option('--load <factor>', 'load that must be borne, as a multiple of the design’s own; 1 when left out', positive)
      .option('--size <size>', `what may be chosen: ${SIZE_FORM}; several times; all replicas when left out`, severalTimes)
      .option('--condition <condition>', `what must hold in place of the objectives: ${CONDITION_FORM}; several times`, severalTimes)
      .option('--most <number>', 'choices to run at most; 150 when left out', wholeNumber(1, 1000))
      .option('--replications <number>', 'runs of one choice at most; 20 when left out', wholeNumber(5, 1000))
      .option('--seed <number>', 'seed of the first run of each choice; the design’s own when left out', wholeNumber(0, 4_294_967_295))
      .option('--duration <time>', 'simulated time of each run, such as 60s; the design’s own when left out', duration('10ms', '7d'))
      .option('--warmup <time>', 'time at the start that the accounts leave out; the design’s own when left out', duration('0s', '1d')),
  )
    .option('--json', 'print one JSON document instead; faultline schema right-size describes it')
    .action(async (file: string, options: RightSizeCommandOptions) => end(await rightSizeCommand(file, options, io)));
