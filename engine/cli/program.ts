import { Argument, Command, CommanderError, Option } from 'commander';
import { usualFigures } from '../what-if/precision';
import { exporters } from '../export/registry';
import { CONDITION_FORM } from './ask';
import { chaosCommand, type ChaosCommandOptions, MAY_BREAK_FORM } from './chaos';
import { type CheckOptions, checkCommand } from './check';
import { compareCommand, type CompareCommandOptions } from './compare';
import { experimentCommand, type ExperimentCommandOptions } from './experiment';
import { FAULT_FORM } from './fault-spec';
import { type ExportCommandOptions, exportCommand } from './export';
import { type ExitCode, exitCodes, type Io } from './io';
import { autoOr, duration, positive, severalTimes, share, wholeNumber } from './options';
import { kneeCommand, type KneeCommandOptions } from './knee';
import { metastabilityCommand, type MetastabilityCommandOptions } from './metastability';
import { rightSizeCommand, type RightSizeCommandOptions, SIZE_FORM } from './right-size';
import { runCommand, type RunCommandOptions } from './run';
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
    .option('--warmup <time>', 'time at the start that the accounts leave out; the design’s own when left out', duration('0s', '1d'))
    .option('--jobs <number>', 'runs at a time; as many as there are processors when left out', wholeNumber(1, 256))
    .option('--queue <url>', 'have the runs done by the workers of this queue, such as redis://host:6379')
    .option('--all', 'list every number that differs taken alone')
    .option('--html <file>', 'write a report with pictures there, too: one file that needs nothing else')
    .option('--json', 'print one JSON document instead; faultline schema compare describes it')
    .action(async (file: string, other: string | undefined, options: CompareCommandOptions) =>
      end(await compareCommand(file, other, options, io)),
    );

  addSweep(program, io, end);
  addTornado(program, io, end);

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
    .option('--warmup <time>', 'time at the start that the accounts leave out; the design’s own when left out', duration('0s', '1d'))
    .option('--jobs <number>', 'runs at a time; as many as there are processors when left out', wholeNumber(1, 256))
    .option('--queue <url>', 'have the runs done by the workers of this queue, such as redis://host:6379')
    .option('--html <file>', 'write a report with pictures there, too: one file that needs nothing else')
    .option('--json', 'print one JSON document instead; faultline schema knee describes it')
    .action(async (file: string, options: KneeCommandOptions) => end(await kneeCommand(file, options, io)));

  program
    .command('right-size')
    .description('Find the cheapest numbers of instances with which all objectives are met.')
    .argument('<file>', 'design, *.faultline.json')
    .option('--load <factor>', 'load that must be borne, as a multiple of the design’s own; 1 when left out', positive)
    .option('--size <size>', `what may be chosen: ${SIZE_FORM}; several times; all replicas when left out`, severalTimes)
    .option('--condition <condition>', `what must hold in place of the objectives: ${CONDITION_FORM}; several times`, severalTimes)
    .option('--most <number>', 'choices to run at most; 150 when left out', wholeNumber(1, 1000))
    .option('--replications <number>', 'runs of one choice at most; 20 when left out', wholeNumber(5, 1000))
    .option('--seed <number>', 'seed of the first run of each choice; the design’s own when left out', wholeNumber(0, 4_294_967_295))
    .option('--duration <time>', 'simulated time of each run, such as 60s; the design’s own when left out', duration('10ms', '7d'))
    .option('--warmup <time>', 'time at the start that the accounts leave out; the design’s own when left out', duration('0s', '1d'))
    .option('--jobs <number>', 'runs at a time; as many as there are processors when left out', wholeNumber(1, 256))
    .option('--queue <url>', 'have the runs done by the workers of this queue, such as redis://host:6379')
    .option('--html <file>', 'write a report with pictures there, too: one file that needs nothing else')
    .option('--json', 'print one JSON document instead; faultline schema right-size describes it')
    .action(async (file: string, options: RightSizeCommandOptions) => end(await rightSizeCommand(file, options, io)));

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
    .option('--seed <number>', 'seed of the first run; the design’s own when left out', wholeNumber(0, 4_294_967_295))
    .option('--jobs <number>', 'runs at a time; as many as there are processors when left out', wholeNumber(1, 256))
    .option('--queue <url>', 'have the runs done by the workers of this queue, such as redis://host:6379')
    .option('--html <file>', 'write a report with pictures there, too: one file that needs nothing else')
    .option('--json', 'print one JSON document instead; faultline schema metastability describes it')
    .action(async (file: string, options: MetastabilityCommandOptions) => end(await metastabilityCommand(file, options, io)));

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
    .option('--seed <number>', 'seed of the first run; the design’s own when left out', wholeNumber(0, 4_294_967_295))
    .option('--jobs <number>', 'runs at a time; as many as there are processors when left out', wholeNumber(1, 256))
    .option('--queue <url>', 'have the runs done by the workers of this queue, such as redis://host:6379')
    .option('--html <file>', 'write a report with pictures there, too: one file that needs nothing else')
    .option('--json', 'print one JSON document instead; faultline schema chaos describes it')
    .action(async (file: string, options: ChaosCommandOptions) => end(await chaosCommand(file, options, io)));

  program
    .command('worker')
    .description('Do runs that others put into a queue (BullMQ on Redis), until told to stop.')
    .requiredOption('--queue <url>', 'the Redis: redis://host:port, or rediss:// for TLS')
    .option('--concurrency <number>', 'runs at a time; as many as there are processors when left out', wholeNumber(1, 256))
    .option('--idle <time>', 'end when no run came for so long, such as 5min; never when left out', duration('1s', '1d'))
    .action(async (options: WorkerOptions) => end(await workerCommand(options, io)));

  program
    .command('experiment')
    .description('Do the experiments of a design: break something on purpose, and see whether what must hold does.')
    .argument('<file>', 'design, *.faultline.json')
    .argument('[id]', 'the experiment; all of the design when left out')
    .option('--replications <number>', 'runs of each; 10 when left out', wholeNumber(1, 500))
    .option('--seed <number>', 'seed of the first run, the others follow; the design’s own when left out', wholeNumber(0, 4_294_967_295))
    .option('--jobs <number>', 'runs at a time; as many as there are processors when left out', wholeNumber(1, 256))
    .option('--queue <url>', 'have the runs done by the workers of this queue, such as redis://host:6379')
    .option('--html <file>', 'write a report with pictures there, too: one file that needs nothing else')
    .option('--json', 'print one JSON document instead; faultline schema experiment describes it')
    .action(async (file: string, id: string | undefined, options: ExperimentCommandOptions) =>
      end(await experimentCommand(file, id, options, io)),
    );

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
    .command('export')
    .description('Write a design as a diagram in another tool’s language. What that cannot say is told on standard error.')
    .argument('<file>', 'design, *.faultline.json')
    .addOption(new Option('--to <format>', 'which one').choices(exporters.map(({ id }) => id)).makeOptionMandatory())
    .option('--journey <id>', 'of a sequence diagram; the first one when left out')
    .option('--output <file>', 'write it there; a file that exists is left alone')
    .option('--force', 'with --output: write over a file that exists')
    .action(async (file: string, options: ExportCommandOptions) => end(await exportCommand(file, options, io)));

  program
    .command('schema')
    .description('Print the JSON Schema of a document that faultline reads or writes.')
    .addArgument(new Argument('<document>', 'which one').choices(schemaNames))
    .action((name: string) => io.out(schemaText(name)));

  return program;
}
