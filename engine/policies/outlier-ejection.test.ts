import { describe, expect, test } from 'vitest';
import { OutlierEjection } from './outlier-ejection';
import { zOutlierEjection } from './replica-params';

const S = 1e9;
const policy = (params: Parameters<typeof zOutlierEjection.parse>[0] = {}) => new OutlierEjection(zOutlierEjection.parse(params), 0);
/** So many failures in a row; whether the last one ejects. */
const fail = (of: OutlierEjection, host: number, times: number, now: number, members = 10): boolean => {
  let out = false;
  for (let i = 0; i < times; i++) out = of.failed(host, members, now);
  return out;
};

test('five failures in a row eject, a success between them begins the count anew', () => {
  const p = policy();
  fail(p, 3, 4, 0);
  p.succeeded(3);
  expect(fail(p, 3, 4, S)).toBe(false);
  expect(fail(p, 3, 1, S)).toBe(true);
  expect([p.isOut(3), p.isOut(2), p.active]).toEqual([true, false, true]);
});

test('it ends at the first look after base time × ejections lately', () => {
  const p = policy({ interval: '10s', baseTime: '30s' });
  fail(p, 0, 5, 1 * S);
  expect(p.nextLook(1 * S)).toBe(10 * S);
  expect([10, 20, 30].map((t) => p.look(t * S))).toEqual([false, false, false]);
  // Out since 1 s: 30 s are over at 31 s, the next look is at 40 s.
  expect(p.look(40 * S)).toBe(true);
  expect(p.isOut(0)).toBe(false);
  fail(p, 0, 5, 41 * S);
  expect([50, 60, 70, 80, 90, 100].map((t) => p.look(t * S))).toEqual([false, false, false, false, false, false]);
  expect(p.look(110 * S)).toBe(true);
});

test('each look at which it has been in for an interval takes one ejection off the count', () => {
  const p = policy({ interval: '10s', baseTime: '30s' });
  fail(p, 0, 5, 1 * S);
  for (const t of [10, 20, 30, 40]) p.look(t * S);
  // Back at 40 s. The look at 50 s takes the one off: at 51 s it is the first again.
  fail(p, 0, 5, 51 * S);
  expect([60, 70, 80].map((t) => p.look(t * S))).toEqual([false, false, false]);
  expect(p.look(90 * S)).toBe(true);
});

test('no longer than the longest', () => {
  const p = policy({ interval: '1s', baseTime: '10s', maxTime: '25s', alwaysOne: true });
  let now = 0;
  const lengths: number[] = [];
  for (let round = 0; round < 5; round++) {
    fail(p, 0, 5, now);
    const from = now;
    do now += S;
    while (!p.look(now));
    lengths.push((now - from) / S);
  }
  expect(lengths).toEqual([10, 20, 25, 25, 25]);
});

describe('how many may be out', () => {
  test.each([
    { maxShare: 0.1, alwaysOne: false, members: 9, out: 0 },
    { maxShare: 0.1, alwaysOne: true, members: 9, out: 1 },
    { maxShare: 0.1, alwaysOne: false, members: 10, out: 1 },
    { maxShare: 0.3, alwaysOne: false, members: 10, out: 3 },
    { maxShare: 1, alwaysOne: false, members: 4, out: 4 },
    { maxShare: 0, alwaysOne: true, members: 4, out: 1 },
  ])('of $members at most $maxShare, always one $alwaysOne: $out', ({ maxShare, alwaysOne, members, out }) => {
    const p = policy({ maxShare, alwaysOne });
    for (let host = 0; host < members; host++) fail(p, host, 5, 0, members);
    expect(Array.from({ length: members }, (_, host) => p.isOut(host)).filter(Boolean).length).toBe(out);
  });

  test('who could not be ejected needs as many failures again', () => {
    const p = policy({ maxShare: 0.1, alwaysOne: false });
    expect(fail(p, 0, 5, 0, 5)).toBe(false);
    expect(fail(p, 0, 4, 0, 10)).toBe(false);
    expect(fail(p, 0, 1, 0, 10)).toBe(true);
  });
});

test('failures while it is out neither count nor lengthen; a host that is gone makes room', () => {
  const p = policy({ maxShare: 0.1 });
  fail(p, 0, 5, 0);
  expect(fail(p, 0, 20, S)).toBe(false);
  expect(fail(p, 1, 5, S)).toBe(false);
  p.remove(0);
  expect(p.active).toBe(false);
  expect(fail(p, 1, 5, 2 * S)).toBe(true);
});
