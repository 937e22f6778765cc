import { describe, expect, test } from 'vitest';
import { boundedLimit, KetamaRing, pointOfKey } from './ketama';

const named = (n: number) => Array.from({ length: n }, (_, i) => ({ name: `orders-${i}`, weight: 1 }));

test('each server has its points, in fours, also where a third of three is no round number', () => {
  for (const n of [1, 3, 7, 49, 500]) expect(new KetamaRing(named(n)).size).toBe(160 * n);
  expect(new KetamaRing(named(2), 41).size).toBe(80);
});

test('points that are known already give the same ring, whatever size it had before', () => {
  const known = new Map<string, Uint32Array>();
  const rings = [40, 400, 160].map((points) => new KetamaRing(named(5), points, known));
  const fresh = [40, 400, 160].map((points) => new KetamaRing(named(5), points));
  for (let key = 0; key < 500; key++) {
    const point = pointOfKey(String(key));
    expect(rings.map((ring) => ring.owner(point))).toEqual(fresh.map((ring) => ring.owner(point)));
  }
});

test('past the last point the circle begins again', () => {
  const ring = new KetamaRing(named(3));
  expect(ring.owner(0xffffffff)).toBe(ring.owner(0));
});

test('a ring of nobody owns nothing', () => {
  expect(new KetamaRing([]).owner(5)).toBe(-1);
  expect(new KetamaRing([]).ownerWithRoom(5, [], [])).toBe(-1);
});

describe('bounded load', () => {
  const n = 5;
  const ring = new KetamaRing(named(n));

  test('the limit is the average with the new call times the factor, rounded up', () => {
    expect(boundedLimit(1.25, 0, 1 / 4)).toBe(1);
    expect(boundedLimit(1.25, 7, 1 / 4)).toBe(3);
    expect(boundedLimit(2, 9, 1 / 5)).toBe(4);
  });

  test.each([1.01, 1.25, 2])('factor %f: however hot one key is, nobody holds more, and somebody always has room', (factor) => {
    const loads = new Array<number>(n).fill(0);
    const point = pointOfKey('hot');
    for (let calls = 0; calls < 1000; calls++) {
      const limits = loads.map(() => boundedLimit(factor, calls, 1 / n));
      const owner = ring.ownerWithRoom(point, loads, limits);
      expect(loads[owner]!).toBeLessThan(limits[owner]!);
      loads[owner]! += 1;
    }
    expect(Math.max(...loads)).toBeLessThanOrEqual(Math.ceil((factor * 1000) / n));
    expect(loads[ring.owner(point)]).toBe(Math.max(...loads));
  });

  test('while its owner has room, a key stays with it', () => {
    for (let key = 0; key < 200; key++) {
      const point = pointOfKey(String(key));
      expect(ring.ownerWithRoom(point, [0, 0, 0, 0, 0], [1, 1, 1, 1, 1])).toBe(ring.owner(point));
    }
  });

  test('from a full owner it goes on to the next on the circle, always the same', () => {
    const point = pointOfKey('x');
    const owner = ring.owner(point);
    const loads = [0, 0, 0, 0, 0];
    loads[owner] = 9;
    const next = ring.ownerWithRoom(point, loads, [1, 1, 1, 1, 1]);
    expect(next).not.toBe(owner);
    // The same as where the owner is not there at all.
    const others = named(n).filter((_, i) => i !== owner);
    expect(others[new KetamaRing(others).owner(point)]!.name).toBe(`orders-${next}`);
  });
});
