import { expect, test } from 'vitest';
import { keyText } from '../commands/key-text';
import { commands } from '../commands/registry';
import { shortcutGroups } from './shortcut-groups';

test('every command that has keys is listed with all of them', () => {
  const rows = new Map(shortcutGroups(commands).flatMap((group) => group.rows.map((row) => [row.id, row] as const)));
  const bound = commands.filter(({ keys }) => keys !== undefined && keys.length > 0);
  expect(bound.length).toBeGreaterThan(15);
  for (const { id, title, keys = [] } of bound) expect(rows.get(id)).toEqual({ id, title, keys: keys.map((key) => keyText(key)) });
});

test('no two rows read the same keys', () => {
  const keys = shortcutGroups(commands).flatMap((group) => group.rows.flatMap((row) => row.keys));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});
