import type { Command } from 'commander';
import type { ExitCode, Io } from './io';
import { crewOptions } from './crew-options';
import { metastabilityCommand, type MetastabilityCommandOptions } from './metastability';
import { duration, wholeNumber } from './options';

export const addMetastability = (program: Command, io: Io, end: (code: ExitCode) => void): Command =>
  crewOptions(
    program
      .command('metastability')
      .description('Map load against the size of a trigger: which runs recover when the trigger is gone, and which do not.')
      .argument('<file>', 'design, *.faultline.json')
      .requiredOption('--loads <list>', 'loads to try, as multiples of the design’s own, such as 0.5,0.75,1')
      .requiredOption('--sizes <list>', 'sizes of the trigger to try, such as 2,4,8')
      .option('--trigger <fault>', 'fault that sets it off, such as slow-down@orders:factor=10; a surge at every client when left out')
      .option('--vary <name>', 'parameter of the trigger that the sizes are of, or duration (in seconds); factor when left out')
      .option('--before <time>', 'time before the trigger; 10s when left out', duration('1s', '1h'))
      .option('--lasts <time>', 'how long the trigger lasts; 10s when left out', duration('100ms', '1h'))
      .option('--within <time>', 'time in which it must have recovered; 30s when left out', duration('0s', '1d'))
      .option('--watched <time>', 'time after that in which it is looked at whether it has; 10s when left out', duration('5s', '1h'))
      .option('--replications <number>', 'runs of each load and size; 3 when left out', wholeNumber(1, 100))
      .option('--seed <number>', 'seed of the first run; the design’s own when left out', wholeNumber(0, 4_294_967_295)),
  )
    .option('--json', 'print one JSON document instead; faultline schema metastability describes it')
    .action(async (file: string, options: MetastabilityCommandOptions) => end(await metastabilityCommand(file, options, io)));
