import { ensureInstalled } from './lib/install.mjs';
import { run, say, tool } from './lib/project.mjs';

// npm run laws:long [-- queues]: the laws of queueing theory with intervals three times as narrow, for hours, files side by side on all processors.
await ensureInstalled();
say('intervals of 0.3 % for means and 1 % for tails; each line says what was measured');
process.exitCode = await run(tool('vitest'), ['run', 'test/laws', ...process.argv.slice(2)], { env: { FAULTLINE_LAWS: 'long' } });
