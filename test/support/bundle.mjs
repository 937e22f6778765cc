import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Bundles a module with all that it imports into one file that Node runs as it is: two to three times as fast as through a test
 * runner's module loader. It lies in node_modules, because from there a test runner imports files untouched.
 * @param {string} entry path from the project's root
 * @param {string} name of the file, without its ending
 * @param {'es' | 'iife'} format `iife` leaves the exports in the global `bundled`, for a page
 * @returns {Promise<string>} its absolute path
 */
export async function bundle(entry, name, format = 'es') {
  const folder = path.join(root, 'node_modules', '.cache', 'faultline');
  const target = path.join(folder, `${name}.mjs`);
  // Test files run side by side: each builds for itself, and puts the whole file in its place at once.
  const own = path.join(folder, `build-${process.pid}-${name}`);
  mkdirSync(folder, { recursive: true });
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    // As the command line is built.
    ssr: { noExternal: true, external: ['piscina', 'bullmq', 'ioredis'] },
    build: {
      ssr: path.join(root, entry),
      outDir: own,
      emptyOutDir: true,
      target: 'es2023',
      minify: false,
      // Constants of modules stay `const`: V8 folds those into the code it makes and cannot with Vite's usual `var`. A quarter of the engine's speed.
      rolldownOptions: { output: { format, name: 'bundled', entryFileNames: 'bundle.mjs', codeSplitting: false, topLevelVar: false } },
    },
  });
  renameSync(path.join(own, 'bundle.mjs'), target);
  rmSync(own, { recursive: true, force: true });
  return target;
}
