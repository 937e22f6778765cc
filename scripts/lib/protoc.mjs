import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { unpackDebianWithLibraries } from './debian.mjs';
import { has, root, say } from './project.mjs';

const folder = path.join(root, 'node_modules', '.cache', 'faultline', 'protobuf');
const unpacked = path.join(folder, 'usr', 'bin', 'protoc');

/** The compiler that reads our Protobuf stubs: the machine's own, or Debian's, unpacked, with where its libraries lie. */
export function protoc() {
  if (has('protoc')) return { command: 'protoc', env: {} };
  const libraries = path.join(folder, 'usr', 'lib');
  const folders = existsSync(libraries) ? readdirSync(libraries).map((each) => path.join(libraries, each)) : [];
  return { command: unpacked, env: { LD_LIBRARY_PATH: folders.join(':') } };
}

/** Sees to it. Says what is missing where it cannot be had. */
export async function ensureProtoc() {
  if (has('protoc') || existsSync(unpacked)) return;
  await unpackDebianWithLibraries('the tests of Protobuf stubs need protoc', 'protobuf-compiler', folder);
  if (!existsSync(unpacked)) say('protoc is missing: the tests of Protobuf stubs will fail. Install Protocol Buffers 3.12 or newer.');
}
