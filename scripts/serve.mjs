import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { serveStudio } from './lib/web-server.mjs';

// The studio for a browser, at a fixed port: node scripts/serve.mjs 4180. The tests use it; people use npm start.
await ensureInstalled();
await ensureBuilt(['studio']);
console.log(await serveStudio(Number(process.argv[2] ?? 4180), { strict: true }));
