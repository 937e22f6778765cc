import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { root } from './project.mjs';

// One list of headers and types for both ways to the page: this server and the shell's app:// protocol.
const { headers, types } = JSON.parse(readFileSync(path.join(root, 'app', 'serving.json'), 'utf8'));

/**
 * Serves the built studio to this machine alone.
 * @param {number} port wanted; any free one when it is taken and `strict` is false.
 * @returns {Promise<string>} the address.
 */
export async function serveStudio(port, { strict = false } = {}) {
  const folder = path.join(root, 'dist', 'renderer');
  const server = createServer((request, response) => void answer(folder, request, response));
  await listen(server, port).catch((error) => {
    if (strict || error.code !== 'EADDRINUSE') throw error;
    return listen(server, 0);
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A port that nobody listens on just now. */
export async function freePort() {
  const server = createServer();
  await listen(server, 0);
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(server, port) {
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
}

async function answer(folder, request, response) {
  const { status, body = '', type = 'text/plain; charset=utf-8' } = await find(folder, request);
  response.writeHead(status, { ...headers, 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function find(folder, { method, url, headers: asked }) {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405 };
  // A page elsewhere can make a name of its own point to this machine; only ours is answered.
  if (!/^(127\.0\.0\.1|localhost):\d+$/.test(asked.host ?? '')) return { status: 403 };
  let name;
  try {
    name = decodeURIComponent(new URL(url ?? '/', 'http://localhost').pathname).slice(1) || 'index.html';
  } catch {
    return { status: 400 };
  }
  const file = path.resolve(folder, name);
  if (!file.startsWith(folder + path.sep)) return { status: 403 };
  const body = await readFile(file).catch(() => null);
  return body ? { status: 200, body, type: types[path.extname(file)] ?? 'application/octet-stream' } : { status: 404 };
}
