import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { version } from './package.json';

// The studio. Relative addresses, so that the same files work under app:// and under http.
export default defineConfig({
  root: 'renderer',
  base: './',
  define: { FAULTLINE_VERSION: JSON.stringify(version) },
  plugins: [react()],
  // Constants of modules stay `const`: V8 folds those into the code it makes and cannot with Vite's usual `var`. A quarter of the engine's speed.
  worker: { format: 'es', rolldownOptions: { output: { topLevelVar: false } } },
  server: { host: '127.0.0.1', fs: { allow: ['..'] } },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    // Served from the disk, never over a network: one chunk of a megabyte costs nothing.
    chunkSizeWarningLimit: 4_000,
    // Whatever makes a schema comes after no-eval.ts then, however the rest is split.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|renderer\/no-eval/ }] } } },
  },
});
