import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,engine,renderer,scripts,test}/**/*.test.{ts,tsx}'],
    // A simulation is work for a processor, so a test of one may take seconds on a small machine.
    testTimeout: 30_000,
  },
});
