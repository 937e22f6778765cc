import { existsSync } from 'node:fs';
import path from 'node:path';
import { unpackDebian } from './debian.mjs';
import { has, root, say } from './project.mjs';

const folder = path.join(root, 'node_modules', '.cache', 'faultline', 'prometheus');
const unpacked = path.join(folder, 'usr', 'bin', 'promtool');

/** The program that reads what we write for Prometheus: the machine's own, or Debian's, unpacked. */
export const promtool = () => (has('promtool') ? 'promtool' : unpacked);

/** Sees to it. Says what is missing where it cannot be had. */
export async function ensurePromtool() {
  if (has('promtool') || existsSync(unpacked)) return;
  await unpackDebian('the tests of what is written for Prometheus need promtool', 'prometheus', folder);
  if (!existsSync(unpacked))
    say('promtool is missing: the tests of what is written for Prometheus will fail. Install Prometheus 2.40 or newer.');
}
