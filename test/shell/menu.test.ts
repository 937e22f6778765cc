import { expect, test } from 'vitest';
import { line, menuCommands } from '../../app/menu-commands';
import type { Command } from '../../renderer/commands/command';
import { commands } from '../../renderer/commands/registry';

// The native menu and the studio's registry of commands say the same, though the shell cannot read the registry.

const inMenu = Object.values(menuCommands)
  .flat()
  .flatMap((one) => (one === line ? [] : [one]));
/** What belongs to the keyboard or to a drawing under the pointer, and would only make the menu long. */
const elsewhere = ({ id, group }: Command) =>
  id.startsWith('arrange.nudge-') ||
  id.startsWith('view.go-') ||
  // The clipboard's neighbour of the same name is the system's own.
  id === 'edit.select-all' ||
  (group === 'Add' && !['add.component', 'add.note', 'add.text'].includes(id));

test('every command of the studio is in the menu, once, and no other', () => {
  const ids = inMenu.map(({ id }) => id);
  expect(ids.toSorted()).toEqual(
    commands
      .filter((command) => !elsewhere(command))
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(ids.length).toBeGreaterThan(60);
});

test('an item has the words of its command, and its keys where they need Ctrl or Cmd', () => {
  const signs: Readonly<Record<string, string>> = { mod: 'CmdOrCtrl', shift: 'Shift', Equal: '=', Minus: '-' };
  const asElectron = (keys: string) =>
    keys
      .split('+')
      .map((key) => signs[key] ?? key)
      .join('+');
  for (const { id, label, ...rest } of inMenu.filter((one) => one.id !== 'file.new')) {
    const { title, keys = [] } = commands.find((command) => command.id === id)!;
    const [accelerator] = keys.filter((key) => key.startsWith('mod+')).map(asElectron);
    expect({ id, label, ...rest }).toEqual({ id, label: title, ...(accelerator !== undefined && { accelerator }) });
  }
});
