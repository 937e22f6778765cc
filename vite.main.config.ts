import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

const external = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

// The shell. `--mode main` or `--mode preload` gives one self-contained CommonJS file: a sandboxed preload can be nothing else.
export default defineConfig(({ mode }) => ({
  publicDir: false,
  ssr: { noExternal: true, external },
  build: {
    ssr: `app/${mode}.ts`,
    outDir: `dist/${mode}`,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: { external, output: { format: 'cjs', entryFileNames: `${mode}.cjs`, codeSplitting: false } },
  },
}));
