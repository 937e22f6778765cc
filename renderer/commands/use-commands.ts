import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import type { Command } from './command';
import { commands } from './registry';

/** Binds the keys of every command. Text fields keep their own keys, but for those that no text field knows. */
export function useCommands(): void {
  useHotkeys(commands.flatMap(bindings), [], true);
}

const bindings = (command: Command): HotkeyItem[] =>
  (command.keys ?? []).map((key) => [
    key,
    (event) => {
      if (!reaches(command, event.target)) return;
      // Keys such as Space scroll or press what has the focus, unless they are taken.
      event.preventDefault();
      if (command.enabled?.() ?? true) void command.run();
    },
    { preventDefault: false },
  ]);

const overlays = '[role="dialog"], [role="menu"]';
const texts = 'input, textarea, select, [contenteditable="true"]';
const controls = 'button, a, [role="slider"], [role="switch"], [role="tab"], [role="option"], [role="menuitem"]';

/** A focused control takes some keys for itself, and Backspace in a panel is not meant for the canvas. */
function reaches({ where }: Command, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return true;
  // A dialog or a menu has the keys for itself.
  if (target.closest(overlays)) return false;
  if (where === 'everywhere') return true;
  if (target.closest(texts)) return false;
  if (!where) return true;
  if (where === 'not-on-controls') return target.closest(controls) === null;
  // The canvas is a section of the page as others are, so it is looked for first.
  return target.closest('.react-flow') !== null || target.closest('aside, section, header, nav') === null;
}
