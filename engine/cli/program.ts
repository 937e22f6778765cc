import { Argument, Command, CommanderError, Option } from 'commander';
import { usualFigures } from '../what-if/precision';
import { exporters } from '../export/registry';
import { importers } from '../import/registry';
import { addChallenge, addChallenges } from './challenge-command';
import { type ChangesOptions, changesCommand } from './changes';
import { addChaos } from './chaos-command';
import { type CheckOptions, checkCommand } from './check';
import { addCompare } from './compare-command';
import { addCritique } from './critique-command';
import { addExperiment } from './experiment-command';
import { type ExportCommandOptions, exportCommand } from './export';
import { fileFormats } from './picture/file-formats';
import { importCommand, type ImportCommandOptions } from './import';
import { type ExitCode, exitCodes, type Io } from './io';
import { autoOr, duration, severalTimes, share, wholeNumber } from './options';
import { addKnee } from './knee-command';
import { addMetastability } from './metastability-command';
import { addRightSize } from './right-size-command';
import { runCommand, type RunCommandOptions } from './run';
import { addScenarios } from './scenarios-command';
import { schemaNames, schemaText } from './schema';
import { addSweep } from './sweep-command';
import { addTornado } from './tornado-command';
import { tracesCommand, type TracesCommandOptions } from './traces';
import { workerCommand, type WorkerOptions } from './worker';

/** The whole command line: runs what `args` ask for and says how it ended. */
export async function faultline(args: readonly string[], io: Io): Promise<ExitCode> {
  let ended: ExitCode = exitCodes.fine;
  const program = programFor(io, (code) => {
    ended = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander ends with 1 where ours is 2; asking for help or the version is no mistake.
    return error.exitCode === 0 ? exitCodes.fine : exitCodes.bad;
  }
  return ended;
}

/** Every command with its options. */
export function programFor(io: Io, end: (code: ExitCode) => void): Command {
  const program = new Command('faultline')
    .description('Simulates system architectures: what they do, and what breaks first.')
    .version(io.version, '--version', 'show the version')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError('Add --help for what can be asked.')
    .addHelpText('after', '\nEnds with 0 when all is well, 1 when an objective or invariant failed, 2 on bad input or usage.');

  program
    .command('run')
    .description('Simulate a design and print what it does.')
    .argument('<file>', 'design, *.faultline.json')
    .option('--seed <number>', 'start of all random numbers; the design’s own when left out', wholeNumber(0, 4_294_967_295))
    .option('--duration <time>', 'simulated time, warm-up included, such as 60s; the design’s own when left out', duration('10ms', '7d'))
    .option(
      '--warmup <time>',
      'time at the start that the account leaves out, such as 5s, or auto: as much as has not settled (MSER-5); the design’s own when left out',
      autoOr(duration('0s', '1d')),
    )
    .option(
      '--replications <number>',
      'run that many times with seeds that follow each other; prints means with their 95 % confidence interval',
      wholeNumber(1, 1000),
    )
    .option(
      '--precision <share>',
      'run until the 95 % intervals reach at most this far to each side of the mean, such as 2%; --replications is then the most runs (1000 when left out)',
      share,
    )
    .option(
      '--figure <path>',
      `what must be that precise, such as nodes.orders.total.p99; may be given several times; ${usualFigures.join(', ')} when left out`,
      severalTimes,
    )
    .option('--trace <file>', 'recording (CSV) that takes the place of a client’s traffic: requests with their times, or a rate over time')
    .option('--trace-client <id>', 'client whose traffic it is; may be left out where there is one only')
    .option('--jobs <number>', 'runs at a time; as many as there are processors when left out', wholeNumber(1, 256))
    .option(
      '--queue <url>',
      'with --replications or --precision: have the runs done by the workers of this queue, such as redis://host:6379',
    )
    .option('--html <file>', 'write a report with pictures there, too: one file that needs nothing else')
    .option('--json', 'print one JSON document instead of tables; faultline schema describes it')
    .option('--lesson', 'run the lesson.json beside the design too; with --json in one document with the report (tables do so unasked)')
    .option('--no-lesson', 'leave the lesson out')
    .action(async (file: string, options: RunCommandOptions) => end(await runCommand(file, options, io)));

  program
    .command('traces')
    .description('Simulate a design and print what was done in the name of single requests, with the critical path.')
    .argument('<file>', 'design, *.faultline.json')
    .option('--slowest <number>', 'the slowest of the run; 3 when nothing else is asked for', wholeNumber(1, 100))
    .option('--failed <number>', 'failed, late and degraded ones, the slowest first', wholeNumber(1, 100))
    .option('--request <number>', 'the request of this number, as ledger and dead letters tell it', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--through <id>', 'only requests that come to this node or link')
    .option('--seed <number>', 'start of all random numbers; the design’s own when left out', wholeNumber(0, 4_294_967_295))
    .option('--duration <time>', 'simulated time, such as 60s; the design’s own when left out', duration('10ms', '7d'))
    .option('--json', 'print one JSON document instead; times in nanoseconds')
    .action(async (file: string, options: TracesCommandOptions) => end(await tracesCommand(file, options, io)));

  addCompare(program, io, end);
  addSweep(program, io, end);
  addTornado(program, io, end);
  addKnee(program, io, end);
  addRightSize(program, io, end);
  addMetastability(program, io, end);
  addChaos(program, io, end);
  addExperiment(program, io, end);
  addScenarios(program, io, end);
  addCritique(program, io, end);
  addChallenges(program, io, end);
  addChallenge(program, io, end);

  program
    .command('worker')
    .description('Do runs that others put into a queue (BullMQ on Redis), until told to stop.')
    .requiredOption('--queue <url>', 'the Redis: redis://host:port, or rediss:// for TLS')
    .option('--concurrency <number>', 'runs at a time; as many as there are processors when left out', wholeNumber(1, 256))
    .option('--idle <time>', 'end when no run came for so long, such as 5min; never when left out', duration('1s', '1d'))
    .action(async (options: WorkerOptions) => end(await workerCommand(options, io)));

  program
    .command('check')
    .description('List what is wrong with a design, and where it is weak, without running it.')
    .argument('<file>', 'design, *.faultline.json')
    .option('--json', 'print one JSON document instead')
    .option('--fix', 'make every fix that there is, and print the design that results')
    .option('--output <file>', 'with --fix: write it there instead; a file that exists is left alone')
    .option('--force', 'with --output: write over a file that exists')
    .action(async (file: string, options: CheckOptions) => end(await checkCommand(file, options, io)));

  program
    .command('changes')
    .description('List what changed in contracts from one version of a design to another: breaking, deprecated, additive, and for whom.')
    .argument('<older>', 'design, *.faultline.json')
    .argument('<newer>', 'the same design, later')
    .option('--json', 'print one JSON document instead')
    .action(async (older: string, newer: string, options: ChangesOptions) => end(await changesCommand(older, newer, options, io)));

  program
    .command('export')
    .description(
      'Write a design as a picture, or it or a run of it in another tool’s language. What that cannot say is told on standard error.',
    )
    .argument('<file>', 'design, *.faultline.json')
    .addOption(new Option('--to <format>', 'which one').choices([...exporters, ...fileFormats].map(({ id }) => id)).makeOptionMandatory())
    .option('--journey <id>', 'of a sequence diagram; the first one when left out')
    .option('--address <url>', 'of the studio on the web that a link leads to')
    .option('--seed <number>', 'of what a run is written of; the design’s own when left out', wholeNumber(0, 4_294_967_295))
    .option('--duration <time>', 'of such a run, such as 60s; the design’s own when left out', duration('10ms', '7d'))
    .option('--requests <number>', 'whose traces are written; 1,000 when left out', wholeNumber(1, 100_000))
    .option('--chaos <file>', 'chaos matrix (faultline chaos --json) whose worst cells a blueprint or runbook tells')
    .option('--scale <number>', 'of PNG and GIF: 1 to 4; 1, the size on the canvas, when left out', wholeNumber(1, 4))
    .option('--dark', 'of a picture: in dark colours')
    .option('--transparent', 'of a picture: what lies behind shows through')
    .option('--output <file>', 'write it there; a file that exists is left alone')
    .option('--force', 'with --output: write over a file that exists')
    .action(async (file: string, options: ExportCommandOptions) => end(await exportCommand(file, options, io)));

  program
    .command('import')
    .description(
      'Read a file of another tool as a design that runs. What was inferred, guessed and what is missing is told on standard error.',
    )
    .argument('<file>', 'file of another tool')
    .addOption(
      new Option('--from <format>', 'which one; found by what is in the file when left out').choices(importers.map(({ id }) => id)),
    )
    .option('-o, --output <file>', 'write the design there; a file that exists is left alone')
    .option('--force', 'with --output: write over a file that exists')
    .option('--json', 'print one JSON document with the design and what there is to say of it')
    .action(async (file: string, options: ImportCommandOptions) => end(await importCommand(file, options, io)));

  program
    .command('schema')
    .description('Print the JSON Schema of a document that faultline reads or writes.')
    .addArgument(new Argument('<document>', 'which one').choices(schemaNames))
    .action((name: string) => io.out(schemaText(name)));

  return program;
}
