import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';

// npm run build: studio, shell, preload and command line into dist/.
await ensureInstalled();
process.exitCode = (await build()) ? 0 : 1;
