import { installDebian } from './debian.mjs';
import { has, say } from './project.mjs';

/** Sees to the Redis that the tests of the queue start for themselves. Installs it on Debian, says what is missing elsewhere. */
export async function ensureRedis() {
  if (has('redis-server')) return;
  await installDebian('the tests of the queue need a Redis', ['redis-server']);
  if (!has('redis-server')) say('redis-server is missing: the tests of the queue will fail. Install Redis 6 or newer.');
}
