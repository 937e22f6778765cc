import { expect, test } from 'vitest';
import { Clock } from '../../core/clock';
import { Rng } from '../../core/rng';
import { TraceShelf } from './trace-shelf';
import { Ending } from './trail';
import { Row } from './rows';

function shelfOf(mostRows?: number, mostKept?: number) {
  const clock = new Clock();
  const shelf = new TraceShelf(clock, Rng.root(1).fork('traces'), mostRows, mostKept);
  let requests = 0;
  /** A request that began now and takes so long. [ns] */
  const request = (took: number, ending: number = Ending.ok, rows = 1): number => {
    const number = requests++;
    const trail = shelf.follow(number);
    if (trail === null) return number;
    trail.journey = 0;
    trail.ending = ending;
    trail.cause = ending === Ending.failed ? 2 : -1;
    trail.open(Row.call, -1, 0);
    for (let i = 1; i < rows; i++) trail.add(Row.sent, 0, 0, 0);
    trail.startedAt = clock.now - took;
    shelf.ended(trail);
    return number;
  };
  const numbers = () => [...shelf.kept()].map(({ request: number }) => number);
  return { clock, shelf, request, numbers };
}

test('the slowest and the failed of each second are kept, and a sample of the others', () => {
  const { clock, shelf, request, numbers } = shelfOf();
  for (let second = 0; second < 60; second++) {
    for (let i = 0; i < 200; i++) {
      clock.now = second * 1e9 + i * 4e6;
      request(i === 77 ? 9e8 : 1e6 + i);
    }
    request(1e6, Ending.failed);
  }
  const kept = new Set(numbers());
  for (let second = 0; second < 60; second++) {
    expect(kept).toContain(second * 201 + 77);
    expect(kept).toContain(second * 201 + 200);
  }
  expect(kept.size).toBeGreaterThan(60 * 4);
  expect(kept.size).toBeLessThan(60 * 8);
  expect(shelf.missed).toBe(0);
});

test('a long run keeps no more, and thins out evenly', () => {
  const { clock, request, shelf, numbers } = shelfOf(undefined, 300);
  for (let second = 0; second < 2000; second++) {
    for (let i = 0; i < 10; i++) {
      clock.now = second * 1e9 + i * 1e7;
      request(1e6 * (1 + i));
    }
  }
  expect(shelf.kept().size).toBeLessThanOrEqual(320);
  const seconds = numbers().map((number) => Math.floor(number / 10));
  // Of each eighth of the run there is something, and no more than three eighths of all.
  for (let part = 0; part < 8; part++) {
    const here = seconds.filter((second) => Math.floor(second / 250) === part).length;
    expect(here).toBeGreaterThan(0);
    expect(here).toBeLessThan((seconds.length * 3) / 8);
  }
});

test('what breaks an invariant is kept, also when that is known only later', () => {
  const { clock, shelf, request, numbers } = shelfOf();
  const wrong: number[] = [];
  for (let i = 0; i < 500; i++) {
    clock.now = i * 1e6;
    const number = request(1e6 + i);
    if (i === 100) wrong.push(number);
  }
  expect(numbers()).not.toContain(wrong[0]);
  shelf.broke(wrong[0]!);
  expect(numbers()).toContain(wrong[0]);
  expect(shelf.find(wrong[0]!)!.broken).toBe(true);
  // Nothing to do for one that is not here.
  shelf.broke(12_345);
});

test('memory is bounded: what does not fit is not followed, and counted', () => {
  const { clock, shelf, request } = shelfOf(64_000);
  for (let i = 0; i < 3000; i++) {
    clock.now = i * 1e6;
    request(1e6 + i, Ending.ok, 500);
  }
  const rows = [...shelf.kept()].reduce((sum, trail) => sum + trail.at.length, 0);
  expect(rows).toBeLessThanOrEqual(64_000);
  // Requests in flight take up the rest.
  for (let i = 0; i < 5000; i++) shelf.follow(10_000 + i);
  expect(shelf.missed).toBeGreaterThan(1000);
});

test('a request that is not kept is forgotten, and its trail used again', () => {
  const { clock, shelf, request } = shelfOf();
  for (let i = 0; i < 10_000; i++) {
    clock.now = i * 1e4;
    request(1e3);
  }
  const found = Array.from({ length: 10_000 }, (_, i) => shelf.find(i)).filter((trail) => trail !== null).length;
  expect(found).toBeGreaterThanOrEqual(4096);
  expect(found).toBeLessThan(4200);
});
