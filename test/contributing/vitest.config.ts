import { defineConfig } from 'vitest/config';

/** For the copy of the project in which the steps of CONTRIBUTING.md were taken: the proof is a test there, and only there. */
export default defineConfig({ test: { include: ['test/contributing/added.proof.ts'], testTimeout: 60_000 } });
