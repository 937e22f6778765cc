import { build } from './lib/build.mjs';
import { runChecks } from './lib/checks.mjs';
import { runEndToEnd } from './lib/end-to-end.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { say } from './lib/project.mjs';
import { Tally } from './lib/tally.mjs';

// npm test: everything, on a fresh clone as well. The last line is `N passed, N failed`.
await ensureInstalled();
const tally = new Tally();
await runChecks(tally);
say('build');
const built = await build();
tally.check('build (vite)', built);
await runEndToEnd(tally, built ? null : 'the build failed, so there is nothing to drive');
tally.finish();
