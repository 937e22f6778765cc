import type { Command } from 'commander';
import { crewOptions } from './crew-options';
import { critiqueCommand, type CritiqueOptions } from './critique';
import type { ExitCode, Io } from './io';
import { wholeNumber } from './options';

export const addCritique = (program: Command, io: Io, end: (code: ExitCode) => void): Command =>
  crewOptions(
    program
      .command('critique')
      .description('Hold a design, and what was said of it, against an interview’s task: by checks, by runs and by key points.')
      .argument('<file>', 'design, *.faultline.json')
      .requiredOption('--prompt <slug>', 'the task: a scenario by its name, or a prompt.json')
      .option('--answers <file>', 'what was said: questions, estimate, words, predictions; only the drawing is judged when left out')
      .option('--no-improve', 'do not look for the change that raises the score most')
      .option('--seed <number>', 'seed of the first run, the others follow; the design’s own when left out', wholeNumber(0, 4_294_967_295)),
  )
    .option('--json', 'print one JSON document instead; faultline schema critique describes it')
    .action(async (file: string, options: CritiqueOptions) => end(await critiqueCommand(file, options, io)));
