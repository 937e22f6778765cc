import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import serving from './serving.json';

/** Where the page lives. An origin of its own: no file of the machine shares it, as all of file:// would. */
export const ORIGIN = 'app://bundle';

/** To be called before the app is ready; afterwards Chromium takes no new kinds of origin. */
export function registerBundleScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Answers app://bundle/… with the files of `folder`, and nothing outside it. */
export function serveBundle(folder: string): void {
  protocol.handle('app', async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return refuse(405);
    const file = fileFor(folder, new URL(url));
    if (typeof file === 'number') return refuse(file);
    const body = await readFile(file).catch(() => null);
    if (!body) return refuse(404);
    return new Response(new Uint8Array(body), { headers: { ...serving.headers, 'Content-Type': typeOf(file) } });
  });
}

/** The file that a URL asks for, or the HTTP status that refuses it. */
function fileFor(folder: string, url: URL): string | 400 | 403 | 404 {
  if (url.protocol !== 'app:' || url.host !== 'bundle') return 404;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname).slice(1) || 'index.html';
  } catch {
    return 400;
  }
  const file = path.resolve(folder, name);
  // Resolved first, compared afterwards: `..%2f..` decodes into a way out of the folder.
  return file.startsWith(folder + path.sep) ? file : 403;
}

const types: Readonly<Record<string, string>> = serving.types;
const typeOf = (file: string): string => types[path.extname(file)] ?? 'application/octet-stream';
const refuse = (status: number): Response => new Response(null, { status, headers: serving.headers });
