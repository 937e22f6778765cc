import type { Redis } from 'ioredis';
import { failure, type Problem, type Result, success } from '../../core/problem';
import { type RedisAddress, shownAddress } from './redis-url';

/** How long a Redis may take to answer at all. [ms] */
const PATIENCE = 5_000;
/** Longest wait between two tries to come back to a Redis that went away. [ms] */
const LONGEST_PAUSE = 2_000;

/** Connects to a Redis and sees that it can hold a queue; tells what is wrong with it within a few seconds. */
export async function connect(address: RedisAddress): Promise<Result<Redis>> {
  // Loaded only when it is needed: most commands want no queue.
  const { Redis: Client } = await import('ioredis');
  const { host, port, db, username, password, tls } = address;
  let begun = false;
  const redis = new Client({
    host,
    port,
    db,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: {} }),
    lazyConnect: true,
    connectTimeout: PATIENCE,
    // A queue outlives its Redis: once it was there, its coming back is waited for.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (begun ? Math.min(100 * times, LONGEST_PAUSE) : null),
  });
  let last: Error | null = null;
  const hear = (error: Error): void => void (last = error);
  redis.on('error', hear);
  const leave = (error: unknown): Result<never> => {
    redis.disconnect();
    return failure(unreachable(error, address));
  };
  try {
    const info = await inTime(redis.connect().then(() => redis.info()));
    // A database that is not there is told as an event only, and the first one taken in its place.
    if (last !== null) return leave(last);
    const problems = unfit(info, address);
    if (problems.length === 0) {
      begun = true;
      redis.off('error', hear);
      // What it cannot do for now is waited for; whoever works with it hears of it by other ways.
      redis.on('error', () => undefined);
      return success(redis);
    }
    redis.disconnect();
    return failure(...problems);
  } catch (error) {
    return leave(last ?? error);
  }
}

/** What keeps a Redis from being a queue. */
function unfit(info: string, address: RedisAddress): Problem[] {
  const version = /^redis_version:(\d+)\.(\d+)/m.exec(info);
  if (!version || Number(version[1]) < 6) {
    return [queueProblem('queue-too-old', address, 'is older than version 6.', 'Use Redis 6.2 or newer, or Valkey.')];
  }
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
  const bounded = Number(/^maxmemory:(\d+)/m.exec(info)?.[1] ?? 0) > 0;
  return bounded && policy !== undefined && policy !== 'noeviction'
    ? [
        queueProblem(
          'queue-evicts',
          address,
          `throws away what it holds when its memory is full (maxmemory-policy ${policy}); runs would be lost.`,
          'Set maxmemory-policy to noeviction.',
        ),
      ]
    : [];
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const reasons: readonly (readonly [sign: RegExp, code: string, message: string, remedy: string])[] = [
  [/ECONNREFUSED/, 'queue-unreachable', 'takes no connections.', 'Start it (redis-server), or check host and port.'],
  [/ENOTFOUND|EAI_AGAIN/, 'queue-unreachable', 'is at a host that nobody knows.', 'Check the name of the host.'],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, 'queue-unreachable', 'does not answer.', 'Check host, port and firewall.'],
  [
    /WRONGPASS|invalid password|invalid username/i,
    'queue-refused',
    'knows no such user or password.',
    'Check them; the password may stand in FAULTLINE_QUEUE_PASSWORD.',
  ],
  [
    /NOAUTH|Authentication required/i,
    'queue-refused',
    'wants a password.',
    'Write redis://:password@host, or put it in FAULTLINE_QUEUE_PASSWORD.',
  ],
  [
    /NOPERM/,
    'queue-refused',
    'does not let this user do what a queue needs.',
    'Allow the user all commands on keys {faultline}:*, and info.',
  ],
  [/DB index is out of range/, 'queue-address', 'has no such database.', 'Leave the number at the end of the address out.'],
  [
    /SSL|TLS|certificate|wrong version number/i,
    'queue-tls',
    'is not reached by TLS.',
    'Write redis:// where it speaks no TLS; else check its certificate (NODE_EXTRA_CA_CERTS names further authorities).',
  ],
];

function unreachable(error: unknown, address: RedisAddress): Problem {
  const text = error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}` : String(error);
  const [, code, message, remedy] = reasons.find(([sign]) => sign.test(text)) ?? [
    null,
    'queue-unreachable',
    'does not answer as a Redis does.',
    'Check that a Redis listens at this port, and whether it wants TLS (rediss://).',
  ];
  return queueProblem(code, address, message, remedy);
}

/** Something about the Redis at this address. */
const queueProblem = (code: string, address: RedisAddress, message: string, remedy: string): Problem => ({
  code,
  severity: 'error',
  where: '--queue',
  message: `The Redis at ${shownAddress(address)} ${message}`,
  remedy,
});
