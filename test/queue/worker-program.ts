import { faultline } from '../../engine/cli/program';
import { serve } from '../../engine/cli/queue/serve';
import { failure } from '../../engine/core/problem';

// The command line as a program of its own, for the tests of the queue: its version and the program of its threads come from outside.
const [version = '', filename = '', ...args] = process.argv.slice(2);
const none = failure({ code: 'none', severity: 'error', where: '', message: '', remedy: '' });

process.exitCode = await faultline(args, {
  version,
  engine: () => version,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  colors: false,
  progress: { start: () => undefined, show: () => undefined, stop: () => undefined },
  crew: () => Promise.reject(new Error('no crew here')),
  queue: async () => none,
  serve: (options, say) => serve({ version, filename }, options, say),
});
