import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,engine,renderer,test}/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    // A simulation is work for a processor, so a test of one may take seconds on a small machine.
    testTimeout: 30_000,
    // Left alone it keeps one core for itself, and uses half of a machine that has two.
    maxWorkers: '100%',
  },
});
