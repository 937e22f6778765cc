import type { Command } from 'commander';
import { challengeCommand, type ChallengeOptions, challengesCommand, type ChallengesOptions } from './challenge';
import { crewOptions } from './crew-options';
import type { ExitCode, Io } from './io';
import { wholeNumber } from './options';

type End = (code: ExitCode) => void;
const FOLDER = 'where the scenarios are, a folder each; those that come along when left out';

export const addChallenges = (program: Command, io: Io, end: End): Command =>
  program
    .command('challenges')
    .description('List the challenges: designs that fail for one cause, and the numbers that a mended one reaches.')
    .option('--folder <path>', FOLDER)
    .option('--json', 'print one JSON document instead')
    .action(async (options: ChallengesOptions) => end(await challengesCommand(options, io)));

export const addChallenge = (program: Command, io: Io, end: End): Command =>
  crewOptions(
    program
      .command('challenge')
      .description('Tell a challenge, and hold a design against its goal. Ends with 1 where the goal is missed.')
      .argument('<slug>', 'which one; faultline challenges lists them')
      .option('--design <file>', 'your design, *.faultline.json; the one that fails when left out')
      .option('--output <file>', 'write the design that fails there; a file that exists is left alone')
      .option('--force', 'with --output: write over a file that exists')
      .option('--hints <number>', 'tell so many hints, from vague to clear; none when left out', wholeNumber(0, 3))
      .option('--answer', 'tell what was wrong')
      .option('--folder <path>', FOLDER),
  )
    .option('--json', 'print one JSON document instead; faultline schema challenge describes it')
    .action(async (slug: string, options: ChallengeOptions) => end(await challengeCommand(slug, options, io)));
