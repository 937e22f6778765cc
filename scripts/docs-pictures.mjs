import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { runProject } from './lib/end-to-end.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root, say } from './lib/project.mjs';

// npm run docs:pictures: the end-to-end tests make the pictures of the documents, and they are put there.

const made = path.join(root, 'test-results', 'pictures');
const shown = path.join(root, 'docs', 'images');

await ensureInstalled();
await ensureBuilt(['studio', 'shell', 'preload']);
rmSync(made, { recursive: true, force: true });
const { code, why } = await runProject('web', ['pictures.web.spec.ts']);
if (why) say(`cannot run: ${why}`);
if (code === 0) {
  rmSync(shown, { recursive: true, force: true });
  mkdirSync(shown, { recursive: true });
  for (const name of readdirSync(made)) copyFileSync(path.join(made, name), path.join(shown, name));
  say(`docs/images has ${readdirSync(shown).length} pictures`);
}
process.exitCode = code;
