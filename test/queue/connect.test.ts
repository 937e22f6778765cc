import { createServer, type Server } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { connect } from '../../engine/cli/queue/connect';
import { redisAddress } from '../../engine/cli/queue/redis-url';
import { freePort, startRedis, type TestRedis } from '../support/redis';

// What can be wrong with a Redis, and how it is told. Each is told within a few seconds.

const closing: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

async function problemAt(url: string, password?: string) {
  const address = redisAddress(url, password);
  if (!address.ok) return address.problems[0]!;
  const redis = await connect(address.value);
  if (!redis.ok) return redis.problems[0]!;
  redis.value.disconnect();
  return null;
}

async function redisWith(...options: string[]): Promise<TestRedis> {
  const redis = await startRedis(...options);
  closing.push(redis.stop);
  return redis;
}

/** A server that is no Redis. */
async function serverThat(answers: string | null): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (answers !== null) socket.end(answers);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  closing.push(async () => void server.close());
  return port;
}

test('nobody there: refused, a host that nobody knows, silence, and something that is no Redis', async () => {
  expect(await problemAt(`redis://127.0.0.1:${await freePort()}`)).toMatchObject({
    code: 'queue-unreachable',
    message: expect.stringContaining('takes no connections'),
    remedy: expect.stringContaining('redis-server'),
  });
  expect(await problemAt('redis://no-such-host.invalid:6379')).toMatchObject({ code: 'queue-unreachable' });
  expect(await problemAt(`redis://127.0.0.1:${await serverThat(null)}`)).toMatchObject({
    code: 'queue-unreachable',
    message: expect.stringContaining('does not answer'),
  });
  expect(await problemAt(`redis://127.0.0.1:${await serverThat('HTTP/1.1 400 Bad Request\r\n\r\n')}`)).toMatchObject({
    code: 'queue-unreachable',
  });
});

test('a Redis with a password wants the right one, and what is told never shows it', async () => {
  const { port } = await redisWith('--requirepass', 'open sesame');
  expect(await problemAt(`redis://127.0.0.1:${port}`)).toMatchObject({
    code: 'queue-refused',
    remedy: expect.stringContaining('FAULTLINE_QUEUE_PASSWORD'),
  });
  const wrong = await problemAt(`redis://:hunter2@127.0.0.1:${port}`);
  expect(wrong).toMatchObject({ code: 'queue-refused' });
  expect(JSON.stringify(wrong)).not.toContain('hunter2');
  expect(await problemAt(`redis://:open%20sesame@127.0.0.1:${port}`)).toBeNull();
  expect(await problemAt(`redis://127.0.0.1:${port}`, 'open sesame')).toBeNull();
});

test('a database that is not there, a Redis that forgets when full, and TLS where there is none', async () => {
  const { port } = await redisWith('--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru');
  expect(await problemAt(`redis://127.0.0.1:${port}/99`)).toMatchObject({ code: 'queue-address' });
  expect(await problemAt(`redis://127.0.0.1:${port}`)).toMatchObject({
    code: 'queue-evicts',
    remedy: expect.stringContaining('noeviction'),
  });
  expect(await problemAt(`rediss://127.0.0.1:${port}`)).toMatchObject({ code: expect.stringMatching(/queue-(tls|unreachable)/) });
});
