import { build } from './lib/build.mjs';

// npm run build: studio, shell, preload and command line into dist/.
await build();
