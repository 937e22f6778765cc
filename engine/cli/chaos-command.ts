import type { Command } from 'commander';
import type { ExitCode, Io } from './io';
import { crewOptions } from './crew-options';
import { chaosCommand, type ChaosCommandOptions, MAY_BREAK_FORM } from './chaos';
import { duration, severalTimes, wholeNumber } from './options';

export const addChaos = (program: Command, io: Io, end: (code: ExitCode) => void): Command =>
  crewOptions(
    program
      .command('chaos')
      .description('Put every fault on every node that it fits, one at a time: what holds, degrades or breaks.')
      .argument('<file>', 'design, *.faultline.json')
      .option('--fault <fault>', 'only this one, such as replica-crash or added-latency:extra=200ms; several times', severalTimes)
      .option('--place <id>', 'only at this node or zone; several times', severalTimes)
      .option('--may-break <what>', `what need not hold: ${MAY_BREAK_FORM}; several times`, severalTimes)
      .option('--before <time>', 'time before the fault, left out of the account; 3s when left out', duration('1s', '1h'))
      .option('--lasts <time>', 'how long the fault lasts; 5s when left out', duration('100ms', '1h'))
      .option('--after <time>', 'time to recover in; 7s when left out', duration('5s', '1h'))
      .option('--replications <number>', 'runs of each fault at each place; 5 when left out', wholeNumber(2, 100))
      .option('--seed <number>', 'seed of the first run; the design’s own when left out', wholeNumber(0, 4_294_967_295)),
  )
    .option('--json', 'print one JSON document instead; faultline schema chaos describes it')
    .action(async (file: string, options: ChaosCommandOptions) => end(await chaosCommand(file, options, io)));
