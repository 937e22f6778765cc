import { failure, type Result, success } from '../../core/problem';

/** Where a Redis is, and how to get in. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  /** Number of the database. */
  readonly db: number;
  readonly tls: boolean;
}

const EXAMPLE = 'redis://localhost:6379';
/** The environment variable with the password: command lines are seen by everybody on a machine. */
export const PASSWORD_VARIABLE = 'FAULTLINE_QUEUE_PASSWORD';

/**
 * Reads `redis://[user[:password]@]host[:port][/database]`, or `rediss://` for TLS.
 * @param password of the address that has none
 */
export function redisAddress(text: string, password?: string): Result<RedisAddress> {
  const url = parsed(text);
  if (url === null) return bad(`“${withoutPassword(text)}” is no address of a Redis.`);
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:')
    return bad(`A queue is at redis://… or rediss://…, not at ${url.protocol}//…`);
  const db = url.pathname.replace(/^\//, '');
  if (url.hostname === '') return bad('The address names no host.');
  if (!/^\d{0,5}$/.test(db)) return bad(`The database of a Redis is a number, not “${db}”.`);
  if (url.search !== '' || url.hash !== '') return bad('The address may have a database, but nothing after it.');
  const secret = url.password === '' ? password : decoded(url.password);
  const user = decoded(url.username);
  if (secret === null || user === null) return bad('User or password has a percent sign that stands for nothing.');
  return success({
    // A v6 address stands in brackets in an URL, and without them everywhere else.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 6379 : Number(url.port),
    ...(user !== '' && { username: user }),
    ...(secret !== undefined && { password: secret }),
    db: Number(db),
    tls: url.protocol === 'rediss:',
  });
}

/** The address as it may be shown to anybody. */
export const shownAddress = ({ host, port, db, tls }: RedisAddress): string =>
  `${tls ? 'rediss' : 'redis'}://${host.includes(':') ? `[${host}]` : host}:${port}${db === 0 ? '' : `/${db}`}`;

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

const withoutPassword = (text: string): string => text.replace(/\/\/.*@/, '//…@').slice(0, 200);

const bad = (message: string): Result<never> =>
  failure({ code: 'queue-address', severity: 'error', where: '--queue', message, remedy: `Write it like ${EXAMPLE}.` });
