import { defineConfig, mergeConfig } from 'vitest/config';
import usual from '../../vitest.config';

/** For the copy of the project in which the steps of CONTRIBUTING.md were taken: the proof is a test there, and only there. */
export default mergeConfig(usual, defineConfig({ test: { include: ['test/contributing/added.proof.ts'] } }));
