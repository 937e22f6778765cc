import { type Command, commandGroups } from '../commands/command';
import { keyText } from '../commands/key-text';

export interface ShortcutGroup {
  readonly title: string;
  readonly rows: readonly { readonly id: string; readonly title: string; readonly keys: readonly string[] }[];
}

/** What no command stands for, since the mouse or the system has a part in it. */
const others: readonly ShortcutGroup[] = [
  {
    title: 'Clipboard',
    rows: [
      { id: 'copy', title: 'Copy the selected components', keys: [keyText('mod+C')] },
      { id: 'cut', title: 'Cut them', keys: [keyText('mod+X')] },
      { id: 'paste', title: 'Paste, at the pointer if it is over the canvas', keys: [keyText('mod+V')] },
    ],
  },
  {
    title: 'With the mouse',
    rows: [
      { id: 'pan', title: 'Move the view', keys: ['Drag the background'] },
      { id: 'zoom', title: 'Zoom', keys: ['Wheel'] },
      { id: 'box', title: 'Select what a frame touches', keys: [`Shift+Drag`] },
      { id: 'more', title: 'Add to the selection', keys: ['Shift+Click'] },
      { id: 'hide', title: 'Hide or show a panel', keys: ['Double click on its edge'] },
      { id: 'menu', title: 'Faults and changes', keys: ['Right click'] },
    ],
  },
];

/** Every key of the studio with what it does, group by group. */
export function shortcutGroups(commands: readonly Command[]): readonly ShortcutGroup[] {
  const own = commandGroups.map((title) => ({
    title,
    rows: commands
      .filter(({ group, keys }) => group === title && keys !== undefined && keys.length > 0)
      .map(({ id, title: what, keys = [] }) => ({ id, title: what, keys: keys.map((key) => keyText(key)) })),
  }));
  return [...own.filter(({ rows }) => rows.length > 0), ...others];
}
