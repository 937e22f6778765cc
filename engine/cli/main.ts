import { readFileSync } from 'node:fs';
import { isatty } from 'node:tty';
import { setFlagsFromString } from 'node:v8';
import { isColorSupported } from 'picocolors';
import { jitFlags } from '../core/jit-budget';
import { hireCrew, runProgram } from './crew';
import { progressOn } from './progress-bar';
import { faultline } from './program';
import { engineId } from './queue/engine-id';
import { hireQueue } from './queue/queue-crew';
import { serve } from './queue/serve';

for (const flag of jitFlags) setFlagsFromString(flag);

// `faultline … | head` closes our output before we are done; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// The built file lies as deep below package.json as this one.
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

const host = { version, filename: runProgram };
const note = (words: string): void => void process.stderr.write(`${words}\n`);

try {
  // The code is set, not exited with: a long document may still be on its way into a pipe.
  process.exitCode = await faultline(process.argv.slice(2), {
    version,
    engine: () => engineId(version, runProgram),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    // `isTTY` is missing, not false, in a pipe; picocolors would take that for leave to colour wherever CI is set.
    colors: isColorSupported && isatty(1),
    progress: progressOn(process.stderr),
    crew: hireCrew,
    queue: (url) => hireQueue(url, host, note),
    serve: (options, say) => serve(host, options, say),
  });
} catch (error) {
  // A fault of ours must not look like a missed objective, which ends with 1.
  process.stderr.write(
    `This is a fault in faultline, not in your design. Please report it:\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 70;
}
