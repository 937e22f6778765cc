import { expect, test } from 'vitest';
import { commands } from './registry';

test('no two commands have one id or share a key', () => {
  const ids = commands.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const keys = commands.flatMap((command) => (command.keys ?? []).map((key) => key.toLowerCase()));
  expect(keys.length).toBeGreaterThan(10);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a command lists itself under its group', () => {
  for (const { id, group } of commands) expect(id.split('.')[0]).toBe(group.toLowerCase());
});
