import type { Command } from 'commander';
import type { ExitCode, Io } from './io';
import { scenariosCommand, type ScenariosOptions } from './scenarios';

export const addScenarios = (program: Command, io: Io, end: (code: ExitCode) => void): Command =>
  program
    .command('scenarios')
    .description('List the scenarios that come along, or tell one of them: what is asked, its reference, what is weak and what breaks it.')
    .argument('[slug]', 'one of them; all of them when left out')
    .option('--folder <path>', 'where they are, a folder each; those that come along when left out')
    .option('--json', 'print one JSON document instead')
    .action(async (slug: string | undefined, options: ScenariosOptions) => end(await scenariosCommand(slug, options, io)));
