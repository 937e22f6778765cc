import {
  align,
  distribute,
  groupSelected,
  hasGroups,
  nudge,
  removeGroupsWithContent,
  selectedThings,
  toggleCollapsed,
  togglePinned,
  ungroupSelected,
} from '../canvas/arrange/actions';
import { type Alignment, alignments } from '../canvas/arrange/align';
import { arrange } from '../canvas/layout/arrange';
import { studio } from '../store/studio';
import type { Command } from './command';

const several = (least: number) => () => selectedThings().length >= least;
const selection = () => studio.getState().selection;

const alignTitles: Record<Alignment, string> = {
  left: 'Align left edges',
  centre: 'Align centres',
  right: 'Align right edges',
  top: 'Align top edges',
  middle: 'Align middles',
  bottom: 'Align bottom edges',
};
const directions = [
  ['left', 'ArrowLeft', -1, 0],
  ['right', 'ArrowRight', 1, 0],
  ['up', 'ArrowUp', 0, -1],
  ['down', 'ArrowDown', 0, 1],
] as const;
/** Steps that Shift makes of one. */
const FAR = 10;

/** Places and groups of what is drawn. */
export const arrangeCommands: readonly Command[] = [
  { id: 'arrange.layout', title: 'Arrange by itself', group: 'Arrange', run: () => arrange('all') },
  {
    id: 'arrange.layout-selection',
    title: 'Arrange the selection by itself',
    group: 'Arrange',
    enabled: several(2),
    run: () => arrange('selection'),
  },
  {
    id: 'arrange.pin',
    title: 'Pin in place, or free again',
    group: 'Arrange',
    keys: ['P'],
    enabled: () => selection().nodes.length > 0,
    run: togglePinned,
  },
  { id: 'arrange.group', title: 'Group', group: 'Arrange', keys: ['mod+G'], run: groupSelected },
  {
    id: 'arrange.ungroup',
    title: 'Ungroup, keep the content',
    group: 'Arrange',
    keys: ['mod+shift+G'],
    enabled: hasGroups,
    run: ungroupSelected,
  },
  {
    id: 'arrange.collapse',
    title: 'Collapse or expand the group',
    group: 'Arrange',
    keys: ['shift+C'],
    enabled: hasGroups,
    run: toggleCollapsed,
  },
  {
    id: 'arrange.delete-group',
    title: 'Delete the group with its content',
    group: 'Arrange',
    keys: ['shift+Delete'],
    where: 'canvas',
    enabled: () => selection().groups.length > 0,
    run: () => removeGroupsWithContent(selection().groups),
  },
  ...alignments.map(
    (how): Command => ({
      id: `arrange.align-${how}`,
      title: alignTitles[how],
      group: 'Arrange',
      enabled: several(2),
      run: () => align(how),
    }),
  ),
  {
    id: 'arrange.distribute-across',
    title: 'Equal gaps from left to right',
    group: 'Arrange',
    enabled: several(3),
    run: () => distribute('x'),
  },
  {
    id: 'arrange.distribute-down',
    title: 'Equal gaps from top to bottom',
    group: 'Arrange',
    enabled: several(3),
    run: () => distribute('y'),
  },
  ...directions.flatMap(([word, key, x, y]): Command[] => [
    {
      id: `arrange.nudge-${word}`,
      title: `Move ${word}`,
      group: 'Arrange',
      keys: [key],
      where: 'canvas',
      enabled: several(1),
      run: () => nudge(x, y),
    },
    {
      id: `arrange.nudge-${word}-far`,
      title: `Move ${word}, far`,
      group: 'Arrange',
      keys: [`shift+${key}`],
      where: 'canvas',
      enabled: several(1),
      run: () => nudge(x * FAR, y * FAR),
    },
  ]),
];
