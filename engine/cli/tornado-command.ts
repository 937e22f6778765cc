import { type Command, InvalidArgumentError } from 'commander';
import type { ExitCode, Io } from './io';
import { severalTimes, wholeNumber } from './options';
import { manyRunsOptions } from './sweep-command';
import { tornadoCommand, type TornadoCommandOptions } from './tornado';

export const addTornado = (program: Command, io: Io, end: (code: ExitCode) => void): Command =>
  manyRunsOptions(
    program
      .command('tornado')
      .description('Move each parameter down and up by itself and rank them by what that does to a figure.')
      .argument('<file>', 'design, *.faultline.json')
      .option('--figure <path>', 'what is looked at; requests.latency.p99 when left out')
      .option(
        '--param <path>',
        'a parameter to move, such as nodes.orders.replicas; several times; every number that the design states when left out',
        severalTimes,
      )
      .option('--by <step>', 'how far: 20% down and up, or x2 for half and double; 20% when left out', stepOf)
      .option('--replications <number>', 'runs of each; 8 when left out', wholeNumber(2, 1000)),
  )
    .option('--all', 'list those too that were not shown to matter')
    .option('--json', 'print one JSON document instead; faultline schema tornado describes it')
    .action(async (file: string, options: TornadoCommandOptions) => end(await tornadoCommand(file, options, io)));

/** `20%`: 0.8 and 1.2 times; `x2`: 0.5 and 2 times. */
function stepOf(text: string): { readonly down: number; readonly up: number } {
  const [, percent, times] = /^(?:(\d+(?:\.\d+)?) ?%|x(\d+(?:\.\d+)?))$/.exec(text) ?? [];
  const share = Number(percent) / 100;
  if (share > 0 && share < 1) return { down: 1 - share, up: 1 + share };
  if (Number(times) > 1 && Number(times) <= 100) return { down: 1 / Number(times), up: Number(times) };
  throw new InvalidArgumentError('Write a share below 100%, such as 20%, or a factor above 1, such as x2.');
}
