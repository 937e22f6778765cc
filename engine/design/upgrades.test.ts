import { describe, expect, test } from 'vitest';
import { VERSION } from './schema';
import { upgrade, upgrades } from './upgrades';

describe('upgrade', () => {
  const table = {
    1: (old: object) => ({ ...old, version: 2, seed: 1 }),
    2: (old: object) => {
      const { seed, ...rest } = old as { seed: number };
      return { ...rest, version: 3, run: { seed } };
    },
  };

  test('climbs one version at a time', () => {
    expect(upgrade({ version: 1, name: 'x' }, table, 3)).toEqual({ ok: true, value: { version: 3, name: 'x', run: { seed: 1 } } });
    expect(upgrade({ version: 2, name: 'x', seed: 7 }, table, 3)).toEqual({ ok: true, value: { version: 3, name: 'x', run: { seed: 7 } } });
    expect(upgrade({ version: 3, name: 'x' }, table, 3)).toEqual({ ok: true, value: { version: 3, name: 'x' } });
  });

  test('leaves the old document as it was', () => {
    const old = Object.freeze({ version: 1, name: 'x' });
    upgrade(old, table, 3);
    expect(old).toEqual({ version: 1, name: 'x' });
  });

  test('says when a document is not what its version promises', () => {
    const picky = { 1: (old: object) => (old as { nodes: unknown[] }).nodes.map((node) => ({ node })) };
    expect(upgrade({ version: 1 }, picky, 2)).toMatchObject({ ok: false, problems: [{ code: 'cannot-upgrade', where: 'version' }] });
  });

  test.each([0, -1, 1.5, '1', null, {}])('knows no version %j', (version) => {
    expect(upgrade({ version }, table, 3)).toMatchObject({ ok: false, problems: [{ code: 'unknown-version', where: 'version' }] });
  });

  test('every version up to the present one has its upgrade', () => {
    expect(Object.keys(upgrades).map(Number)).toEqual(Array.from({ length: VERSION - 1 }, (_, i) => i + 1));
  });
});
