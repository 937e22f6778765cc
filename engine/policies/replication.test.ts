import { describe, expect, test } from 'vitest';
import { Rng } from '../core/rng';
import { ReplicationLog } from './replication';

/** Copy 0 is the primary. */
const written = (lags: readonly (readonly [at: number, key: number, lag: number])[], inOrder = true) => {
  const log = new ReplicationLog(2, inOrder);
  for (const [at, key, lag] of lags) log.send(log.append(key, 0, at), 1, lag);
  return log;
};

describe('what a copy has', () => {
  test('a write is behind until its lag has passed, to the nanosecond', () => {
    const log = written([[100, 7, 50]]);
    expect([log.behind(1, 7, 149), log.behind(1, 7, 150), log.behind(0, 7, 100)]).toEqual([1, 0, 0]);
    expect([log.lag(1, 149), log.lag(1, 150), log.lacking(1, 149)]).toEqual([49, 0, 0]);
  });

  test('versions of one thing are counted, those of others not', () => {
    const log = written([
      [0, 7, 100],
      [10, 8, 100],
      [20, 7, 100],
    ]);
    expect([50, 100, 119, 120].map((now) => log.behind(1, 7, now))).toEqual([2, 1, 1, 0]);
    expect([log.behind(1, 8, 50), log.behind(1, 9, 50)]).toEqual([1, 0]);
  });

  test('in order, one write that is late holds up those behind it', () => {
    const late = [
      [0, 7, 500],
      [10, 8, 20],
    ] as const;
    expect(written(late).behind(1, 8, 499)).toBe(1);
    expect(written(late).behind(1, 8, 500)).toBe(0);
    expect(written(late, false).behind(1, 8, 30)).toBe(0);
    expect([written(late, false).lacking(1, 40), written(late).lacking(1, 40)]).toEqual([1, 2]);
  });

  test('each by itself, the newest that has come counts', () => {
    const log = written(
      [
        [0, 7, 500],
        [10, 7, 20],
      ],
      false,
    );
    expect([log.behind(1, 7, 29), log.behind(1, 7, 30)]).toEqual([2, 0]);
  });
});

test('a copy that is cut off gets nothing more, and has all a lag after it is back', () => {
  const log = written([[0, 7, 50]]);
  log.disconnect(1, 20);
  log.send(log.append(7, 0, 30), 1, 5);
  expect([log.behind(1, 7, 1000), log.lag(1, 1000), log.lacking(1, 1000)]).toEqual([2, 1000, 2]);
  log.connect(1, 2000, 10);
  expect([log.behind(1, 7, 2009), log.behind(1, 7, 2010)]).toEqual([2, 0]);
});

test('semi-sync waits for the k-th copy, of those that are connected', () => {
  const log = new ReplicationLog(4, true);
  const write = log.append(1, 0, 100);
  for (const [copy, lag] of [
    [1, 30],
    [2, 10],
    [3, 20],
  ] as const)
    log.send(write, copy, lag);
  expect([1, 2, 3, 4].map((acks) => log.hadBy(write, acks, 0))).toEqual([110, 120, 130, Infinity]);
  log.disconnect(2, 105);
  expect(log.hadBy(write, 1, 0)).toBe(120);
});

describe('failover', () => {
  test('what the new primary lacks is lost, by thing and by whether it was answered; the rest stays', () => {
    const log = new ReplicationLog(3, true);
    // Writes every 10 ns of keys 0 … 9; copy 1 has each after 35, copy 2 after 55.
    for (let key = 0; key < 10; key++) {
      const write = log.append(key, 0, key * 10);
      log.send(write, 1, 35);
      log.send(write, 2, 55);
      if (key !== 8) log.acknowledge(write);
    }
    for (const copy of [0, 1, 2]) log.disconnect(copy, 90);
    expect([log.lacking(1, 500), log.lacking(2, 500)]).toEqual([4, 6]);
    const lost: [number, boolean][] = [];
    log.promote(1, 500, (key, acked) => lost.push([key, acked]));
    expect(lost).toEqual([
      [6, true],
      [7, true],
      [8, false],
      [9, true],
    ]);
    // Key 5 survives and is what copy 2 lacks until it is connected; key 9 is as it was before.
    expect([log.behind(2, 5, 500), log.behind(1, 5, 500), log.behind(2, 9, 500)]).toEqual([1, 0, 0]);
    log.connect(2, 500, 10);
    expect([log.behind(2, 5, 509), log.behind(2, 5, 510)]).toEqual([1, 0]);
    // The new primary writes on.
    log.send(log.append(9, 1, 600), 2, 55);
    expect([log.behind(2, 9, 654), log.behind(2, 9, 655), log.behind(1, 9, 600)]).toEqual([1, 0, 0]);
  });

  test('with nothing in flight nothing is lost', () => {
    const log = written([[0, 1, 50]]);
    log.disconnect(0, 100);
    log.disconnect(1, 100);
    log.promote(1, 200, () => expect.unreachable());
  });
});

test('writes that all have take no room; when there is none left, the oldest are forgotten and counted', () => {
  const log = new ReplicationLog(2, true, 128);
  for (let n = 0; n < 10_000; n++) log.send(log.append(n, 0, n * 10), 1, 100);
  expect(log.forgotten).toBe(0);
  log.disconnect(1, 100_000);
  for (let n = 0; n < 200; n++) log.append(n, 0, 100_000 + n * 10);
  expect(log.lacking(1, 200_000)).toBe(128);
  // 200 writes and the last that were on their way, where there is room for 128.
  expect(log.forgotten).toBeGreaterThanOrEqual(72);
  log.connect(1, 200_000, 5);
  expect(log.lacking(1, 200_005)).toBe(0);
});

test.each([true, false])('agrees with a copy that is told of every write (in order: %s)', (inOrder) => {
  // Method: 6,000 random writes, cuts and reads, against a plain list that is looked through each time.
  const rng = Rng.root(7);
  const log = new ReplicationLog(3, inOrder);
  const naive: { key: number; at: number[] }[] = [];
  const answers: [number, number][] = [];
  const naiveAnswers: [number, number][] = [];
  const cut = [Infinity, Infinity, Infinity];
  const lastAt = [0, 0, 0];
  for (let now = 0; now < 60_000; now += rng.int(20)) {
    const key = rng.int(12);
    const copy = 1 + rng.int(2);
    if (rng.int(100) === 0) {
      if (cut[copy] === Infinity) {
        log.disconnect(copy, now);
        cut[copy] = now;
      } else {
        const lag = rng.int(100);
        log.connect(copy, now, lag);
        for (const { at } of naive) if (at[copy]! > cut[copy]!) at[copy] = now + lag;
        lastAt[copy] = now + lag;
        cut[copy] = Infinity;
      }
    } else if (rng.int(2) === 0) {
      const write = log.append(key, 0, now);
      const entry = { key, at: [now, Infinity, Infinity] };
      for (const to of [1, 2]) {
        const lag = rng.int(150);
        log.send(write, to, lag);
        if (cut[to] !== Infinity) continue;
        entry.at[to] = inOrder ? Math.max(lastAt[to]!, now + lag) : now + lag;
        lastAt[to] = entry.at[to]!;
      }
      naive.push(entry);
    } else {
      const until = Math.min(now, cut[copy]!);
      const has = ({ at }: (typeof naive)[number]) => at[copy]! <= until;
      const ofKey = naive.filter((entry) => entry.key === key).toReversed();
      const found = ofKey.findIndex(has);
      answers.push([log.behind(copy, key, now), log.lacking(copy, now)]);
      naiveAnswers.push([found < 0 ? ofKey.length : found, naive.filter((entry) => !has(entry)).length]);
    }
  }
  expect(answers.length).toBeGreaterThan(2000);
  expect(answers).toEqual(naiveAnswers);
});
