import { addCommands } from './add';
import { arrangeCommands } from './arrange';
import type { Command } from './command';
import { editCommands } from './edit';
import { fileCommands } from './file';
import { goCommands } from './go';
import { helpCommands } from './help';
import { noteCommands } from './notes';
import { practiceCommands } from './practice';
import { runCommands } from './run';
import { viewCommands } from './view';
import { whatIfCommands } from './what-if';

/** Everything that can be done by key or from the command palette. A new command is an entry in the file of its group. */
export const commands: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...addCommands,
  ...noteCommands,
  ...arrangeCommands,
  ...viewCommands,
  ...goCommands,
  ...runCommands,
  ...whatIfCommands,
  ...practiceCommands,
  ...helpCommands,
];

/** Does what a command does, unless it can do nothing now. */
export function runCommand(id: string): void {
  const command = commands.find((one) => one.id === id);
  if (command?.enabled?.() ?? true) void command?.run();
}
