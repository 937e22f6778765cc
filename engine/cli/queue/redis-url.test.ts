import { expect, test } from 'vitest';
import { redisAddress, shownAddress } from './redis-url';

test('an address names host, port, user, password and database', () => {
  expect(redisAddress('redis://localhost')).toEqual({ ok: true, value: { host: 'localhost', port: 6379, db: 0, tls: false } });
  expect(redisAddress('rediss://me:a%2Fb@[::1]:7000/3')).toEqual({
    ok: true,
    value: { host: '::1', port: 7000, db: 3, tls: true, username: 'me', password: 'a/b' },
  });
});

test('a password from outside is that of an address that has none', () => {
  expect(redisAddress('redis://h', 'secret')).toMatchObject({ value: { password: 'secret' } });
  expect(redisAddress('redis://:own@h', 'secret')).toMatchObject({ value: { password: 'own' } });
});

test.each([
  '',
  'localhost',
  'localhost:6379',
  'http://localhost',
  'redis://',
  'redis://h/x',
  'redis://h/-1',
  'redis://h?a=b',
  'redis://h:99999',
  'redis://:%@h',
])('“%s” is no address, which is told with a remedy', (text) => {
  expect(redisAddress(text)).toMatchObject({
    ok: false,
    problems: [{ code: 'queue-address', where: '--queue', remedy: expect.stringContaining('redis://') }],
  });
});

test('what is shown of an address has no password', () => {
  const address = redisAddress('redis://me:secret@h:7000/2');
  expect(address.ok && shownAddress(address.value)).toBe('redis://h:7000/2');
  expect(JSON.stringify(redisAddress('redis://me:secret@h:port'))).not.toContain('secret');
});
