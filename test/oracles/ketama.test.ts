import { describe, expect, test } from 'vitest';
import { KetamaRing, pointOfKey } from '../../engine/policies/ketama';
import { trace } from './traces';

interface KetamaTrace {
  readonly servers: readonly string[];
  readonly keys: readonly string[];
  /** Owner of each key, as its number in the list of servers. */
  readonly owner4: readonly number[];
  readonly addServer5: readonly number[];
  readonly removeServer4: readonly number[];
  readonly weighted_1_2_1: readonly number[];
  readonly statistics_100k_keys: readonly {
    readonly servers: number;
    readonly movedFractionOnAdd: number;
    readonly maxOverMean: number;
    readonly minOverMean: number;
  }[];
}

const ketama = trace<KetamaTrace>('consistent_hashing_ketama');
const { servers, keys } = ketama;
const ring = (names: readonly string[], weights: readonly number[] = []) =>
  new KetamaRing(names.map((name, i) => ({ name, weight: weights[i] ?? 1 })));
const ownersOn = (on: KetamaRing) => keys.map((key) => on.owner(pointOfKey(key)));

describe('hashring’s ketama', () => {
  test.each([
    { what: 'four servers', on: ring(servers), owners: ketama.owner4 },
    { what: 'a fifth one', on: ring([...servers, '10.0.0.5:11211']), owners: ketama.addServer5 },
    { what: 'the fourth one gone', on: ring(servers.slice(0, 3)), owners: ketama.removeServer4 },
    { what: 'weights 1, 2, 1', on: ring(servers.slice(0, 3), [1, 2, 1]), owners: ketama.weighted_1_2_1 },
  ])('$what: every owner agrees', ({ on, owners }) => {
    expect(owners.length).toBe(300);
    expect(new Set(owners).size).toBeGreaterThan(2);
    expect(ownersOn(on)).toEqual(owners);
  });

  test.each(ketama.statistics_100k_keys)(
    '$servers servers and one more: no key moves between old ones, and not more than the reference’s',
    (expected) => {
      const names = Array.from({ length: expected.servers + 1 }, (_, i) => `10.0.0.${i + 1}:11211`);
      const before = ring(names.slice(0, -1));
      const after = ring(names);
      const counts = new Array<number>(expected.servers).fill(0);
      let moved = 0;
      let elsewhere = 0;
      const n = 20_000;
      for (let i = 0; i < n; i++) {
        const point = pointOfKey(`k${i}`);
        const [a, b] = [before.owner(point), after.owner(point)];
        counts[a] = counts[a]! + 1;
        if (a !== b) moved += 1;
        if (a !== b && b !== expected.servers) elsewhere += 1;
      }
      expect(elsewhere).toBe(0);
      // The reference had other names: rings of 160 points a server differ by their luck, about 1/√160 of a server's share each.
      const luck = 4 / Math.sqrt(160);
      expect(Math.abs(moved / n - expected.movedFractionOnAdd) * (expected.servers + 1)).toBeLessThan(luck);
      expect(Math.abs((Math.max(...counts) * expected.servers) / n - expected.maxOverMean)).toBeLessThan(luck);
      expect(Math.abs((Math.min(...counts) * expected.servers) / n - expected.minOverMean)).toBeLessThan(luck);
    },
  );
});
