import { availableParallelism } from 'node:os';
import { ensureInstalled } from './lib/install.mjs';
import { run, say, tool } from './lib/project.mjs';

// npm run swarm:long [-- 5000]: two thousand random designs, or as many as asked for, shared among all processors.
await ensureInstalled();
const designs = Number(process.argv[2] ?? 2000);
if (!Number.isInteger(designs) || designs < 1) {
  say('say how many designs: npm run swarm:long -- 5000');
  process.exit(2);
}
const parts = Math.min(availableParallelism(), designs);
const codes = await Promise.all(
  Array.from({ length: parts }, (_, i) => {
    const [from, to] = [1 + Math.floor((designs * i) / parts), Math.floor((designs * (i + 1)) / parts)];
    return run(tool('vitest'), ['run', 'test/swarm/swarm.test.ts', '-t', 'seeds'], { env: { FAULTLINE_SWARM_SEEDS: `${from}-${to}` } });
  }),
);
say(
  codes.every((code) => code === 0)
    ? `${designs} designs, nothing wrong`
    : 'something is wrong; each line above names a seed that shows it',
);
process.exitCode = Math.max(...codes);
