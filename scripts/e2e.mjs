import { ensureBuilt } from './lib/build.mjs';
import { projects, runProject } from './lib/end-to-end.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { say } from './lib/project.mjs';

// npm run e2e -- desktop shell -g "hidden window": one project of the end-to-end tests, the rest of the words are Playwright's.
const [project = 'web', ...words] = process.argv.slice(2);
if (!projects.includes(project)) {
  say(`there is no project "${project}": ${projects.join(', ')}`);
  process.exit(2);
}
await ensureInstalled();
await ensureBuilt(['studio', 'shell', 'preload']);
const { code, why } = await runProject(project, words);
if (why) say(`cannot run: ${why}`);
process.exitCode = code;
