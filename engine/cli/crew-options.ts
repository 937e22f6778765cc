import type { Command } from 'commander';
import { wholeNumber } from './options';

/** Options of whatever has many runs done: by whom, and whether a report is written. */
export const crewOptions = (command: Command): Command =>
  command
    .option('--jobs <number>', 'runs at a time; as many as there are processors when left out', wholeNumber(1, 256))
    .option('--queue <url>', 'have the runs done by the workers of this queue, such as redis://host:6379')
    .option('--html <file>', 'write a report with pictures there, too: one file that needs nothing else');
