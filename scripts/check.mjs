import { runChecks } from './lib/checks.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Tally } from './lib/tally.mjs';

// npm run check: types, format, lint, dead code and all tests that need no browser.
await ensureInstalled();
const tally = new Tally();
await runChecks(tally);
tally.finish();
