import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';

/** A Redis of a test's own, with its data in a folder of its own. */
export interface TestRedis {
  readonly port: number;
  readonly url: string;
  /** Ends it, as a machine that is shut down would, and starts it again with what it kept. */
  restart(): Promise<void>;
  /** Ends it and throws its data away. */
  stop(): Promise<void>;
}

/** Starts Debian's redis-server on a free port, keeping every write on disk. */
export async function startRedis(...more: string[]): Promise<TestRedis> {
  const folder = await mkdtemp(path.join(tmpdir(), 'faultline-redis-'));
  const port = await freePort();
  let server = await begin(port, folder, more);
  const stopServer = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGTERM');
    await ended;
  };
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    restart: async () => {
      await stopServer();
      server = await begin(port, folder, more);
    },
    stop: async () => {
      await stopServer();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function begin(port: number, folder: string, more: readonly string[]): Promise<ChildProcess> {
  const kept = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...kept, ...more], {
    stdio: 'ignore',
  });
  const failed = new Promise<never>((_, reject) => {
    server.once('error', () =>
      reject(new Error('redis-server is missing. Install it: apt-get install -y redis-server (npm test and npm run check do).')),
    );
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code} before it could be used`)));
  });
  failed.catch(() => undefined);
  await Promise.race([answering(port), failed]);
  return server;
}

/** Waits until it takes commands; one that wants a password answers too. */
async function answering(port: number): Promise<void> {
  const redis = new Redis({ port, host: '127.0.0.1', maxRetriesPerRequest: null, retryStrategy: () => 50, enableReadyCheck: false });
  redis.on('error', () => undefined);
  try {
    for (;;) {
      const answer = await redis.ping().catch((error: unknown) => String(error));
      if (answer === 'PONG' || answer.includes('NOAUTH')) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    redis.disconnect();
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
