import type { TablerIcon } from '@tabler/icons-react';
import type { Pick } from '../pick-list/pick';

/** A line of the command palette, and what taking it does. */
export interface Entry extends Pick {
  readonly Icon: TablerIcon;
  readonly run: () => unknown;
}
