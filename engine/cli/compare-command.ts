import type { Command } from 'commander';
import type { ExitCode, Io } from './io';
import { crewOptions } from './crew-options';
import { compareCommand, type CompareCommandOptions } from './compare';
import { duration, severalTimes, wholeNumber } from './options';
import { FAULT_FORM } from './fault-spec';

export const addCompare = (program: Command, io: Io, end: (code: ExitCode) => void): Command =>
  crewOptions(
    program
      .command('compare')
      .description('Compare two designs, or one with and without a change or a fault, over runs in pairs with the same luck.')
      .argument('<file>', 'design, *.faultline.json')
      .argument('[other]', 'the design to compare it with; the same one with what --set, --without or --fault says when left out')
      .option(
        '--set <path=value>',
        'set something in the second, such as nodes.orders.replicas=3 or links.orders-payments.breaker={}; several times',
        severalTimes,
      )
      .option(
        '--without <path>',
        'take something out of the second, such as links.orders-payments.breaker or nodes.cache; several times',
        severalTimes,
      )
      .option(
        '--fault <fault>',
        `a fault that only the second meets: the id of one in its script, or ${FAULT_FORM}; several times`,
        severalTimes,
      )
      .option('--under <fault>', 'a fault that both meet, written in the same way; several times', severalTimes)
      .option('--replications <number>', 'pairs of runs; 10 when left out', wholeNumber(2, 500))
      .option('--seed <number>', 'seed of the first pair, the others follow; the design’s own when left out', wholeNumber(0, 4_294_967_295))
      .option('--duration <time>', 'simulated time of each run, such as 60s; the design’s own when left out', duration('10ms', '7d'))
      .option('--warmup <time>', 'time at the start that the accounts leave out; the design’s own when left out', duration('0s', '1d')),
  )
    .option('--all', 'list every number that differs taken alone')
    .option('--json', 'print one JSON document instead; faultline schema compare describes it')
    .action(async (file: string, other: string | undefined, options: CompareCommandOptions) =>
      end(await compareCommand(file, other, options, io)),
    );
