import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

// Piscina starts its threads from files of its own, so it cannot be part of a bundle; the clients of Redis, the writer of PDF and Mermaid are wanted by few commands.
const external = [
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
  'piscina',
  'bullmq',
  'ioredis',
  'jspdf',
  'mermaid',
  'dompurify',
];
const entries: Readonly<Record<string, { entry: string; folder: string }>> = {
  faultline: { entry: 'main', folder: 'cli' },
  'run-worker': { entry: 'run-worker', folder: 'cli-worker' },
};

// The command line. `--mode faultline` gives the program, `--mode run-worker` what its threads run: one file each.
export default defineConfig(({ mode }) => ({
  publicDir: false,
  ssr: { noExternal: true, external },
  build: {
    ssr: `engine/cli/${entries[mode]?.entry}.ts`,
    outDir: `dist/${entries[mode]?.folder}`,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    // Constants of modules stay `const`: V8 folds those into the code it makes and cannot with Vite's usual `var`. A quarter of the engine's speed.
    rolldownOptions: { external, output: { format: 'es', entryFileNames: `${mode}.mjs`, codeSplitting: false, topLevelVar: false } },
  },
}));
