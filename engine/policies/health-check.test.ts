import { expect, test } from 'vitest';
import { foundOutAt } from './health-check';
import { zHealthCheck } from './replica-params';

const S = 1e9;
const params = zHealthCheck.parse({ interval: '10s', timeout: '2s', failures: 3, successes: 2 });

/** What a check that really probes every 10 s would find. */
function probing(alive: boolean, since: number): number {
  const needed = alive ? 2 : 3;
  let inARow = 0;
  for (let t = 0; ; t += 10 * S) {
    inARow = t > since ? inARow + 1 : 0;
    if (inARow === needed) return t;
  }
}

test.each([0, 1, 9.999, 10, 10.001, 25, 1234.5])('a change at %f s is found by the third failed, or second good, probe after it', (t) => {
  for (const alive of [false, true]) expect(foundOutAt(params, alive, t * S)).toBe(probing(alive, t * S));
});

test('a host that answers nothing fails a probe only when the probe gives up', () => {
  const silent = { ...params, deadReplica: 'black-hole' as const };
  expect(foundOutAt(silent, false, 5 * S)).toBe(32 * S);
  expect(foundOutAt(silent, true, 5 * S)).toBe(20 * S);
});
