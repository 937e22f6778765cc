import {
  IconBoxMultiple,
  IconHierarchy2,
  type IconProps,
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

interface Entry {
  /** Of the command. */
  readonly id: string;
  readonly Icon: ComponentType<IconProps>;
  /** Things that must be selected for it; 2 when left out. */
  readonly least?: number;
}

/** The bar over a selection, from left to right. null: a gap. */
export const arrangeIcons: readonly (Entry | null)[] = [
  { id: 'arrange.align-left', Icon: IconLayoutAlignLeft },
  { id: 'arrange.align-centre', Icon: IconLayoutAlignCenter },
  { id: 'arrange.align-right', Icon: IconLayoutAlignRight },
  { id: 'arrange.align-top', Icon: IconLayoutAlignTop },
  { id: 'arrange.align-middle', Icon: IconLayoutAlignMiddle },
  { id: 'arrange.align-bottom', Icon: IconLayoutAlignBottom },
  null,
  { id: 'arrange.distribute-across', Icon: IconLayoutDistributeVertical, least: 3 },
  { id: 'arrange.distribute-down', Icon: IconLayoutDistributeHorizontal, least: 3 },
  null,
  { id: 'arrange.layout-selection', Icon: IconHierarchy2 },
  { id: 'arrange.group', Icon: IconBoxMultiple },
];
