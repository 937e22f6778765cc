import type { Command } from 'commander';
import type { ExitCode, Io } from './io';
import { crewOptions } from './crew-options';
import { kneeCommand, type KneeCommandOptions } from './knee';
import { duration, severalTimes, share, wholeNumber } from './options';
import { CONDITION_FORM } from './ask';

export const addKnee = (program: Command, io: Io, end: (code: ExitCode) => void): Command =>
  crewOptions(
    program
      .command('knee')
      .description('Find the highest load, or value of a parameter, at which all objectives are still met.')
      .argument('<file>', 'design, *.faultline.json')
      .option('--parameter <path>', 'what is varied, such as nodes.shoppers.traffic.rate; the load of all clients when left out')
      .option('--client <id>', 'vary the load of this client only')
      .option('--min <value>', 'lowest value to try')
      .option('--max <value>', 'highest value to try')
      .option('--lowest', 'look for the lowest value that is borne')
      .option('--at-least <value>', 'end with 1 where less is borne; with --lowest, where more is needed')
      .option('--tolerance <share>', 'how wide the interval of the knee may be, such as 5%; 1% when left out', share)
      .option('--condition <condition>', `what must hold in place of the objectives: ${CONDITION_FORM}; several times`, severalTimes)
      .option('--replications <number>', 'runs at one value at most; 40 when left out', wholeNumber(5, 1000))
      .option('--seed <number>', 'seed of the first run at each value; the design’s own when left out', wholeNumber(0, 4_294_967_295))
      .option('--duration <time>', 'simulated time of each run, such as 60s; the design’s own when left out', duration('10ms', '7d'))
      .option('--warmup <time>', 'time at the start that the accounts leave out; the design’s own when left out', duration('0s', '1d')),
  )
    .option('--json', 'print one JSON document instead; faultline schema knee describes it')
    .action(async (file: string, options: KneeCommandOptions) => end(await kneeCommand(file, options, io)));
