/** In the order in which they are listed. */
export const commandGroups = ['File', 'Edit', 'Add', 'Arrange', 'View', 'Run', 'Practice', 'Help'] as const;

/** Something that the user can do, by key, from the command palette, or by a button that names it. */
export interface Command {
  /** `group.what`, for example `edit.undo`. */
  readonly id: string;
  /** What it does, as a button would say it. */
  readonly title: string;
  readonly group: (typeof commandGroups)[number];
  /** As Mantine's `useHotkeys` writes them: `mod+Z`. */
  readonly keys?: readonly string[];
  /**
   * Where the keys act. Left out: everywhere but in text fields and in what lies over the studio. `canvas` and
   * `not-on-controls`: only while nothing else has the focus that would take them. `everywhere`: in text fields too.
   */
  readonly where?: 'canvas' | 'not-on-controls' | 'everywhere';
  /** Whether it can do anything now; always when left out. */
  readonly enabled?: () => boolean;
  readonly run: () => unknown;
}
