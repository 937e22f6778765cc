import { duplicateNodes, removeSelected, selectAll } from '../canvas/actions';
import { canvasIdsOf } from '../canvas/canvas-nodes';
import { canvasUi } from '../canvas/canvas-ui';
import { openMenuAtSelection } from '../canvas/menu-at-selection';
import { openPalette } from '../command-palette/palette-ui';
import { editOperations } from '../operations/actions';
import { studio } from '../store/studio';
import type { Command } from './command';

const nodes = () => studio.getState().selection.nodes;
const drawnSelected = () => canvasIdsOf(studio.getState().selection).length > 0;
const anythingSelected = () => drawnSelected() || studio.getState().selection.links.length > 0;

export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'Edit',
    keys: ['mod+Z'],
    enabled: () => studio.getState().undoState.past.length > 0,
    run: () => studio.getState().undo(),
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    group: 'Edit',
    keys: ['mod+shift+Z', 'mod+Y'],
    enabled: () => studio.getState().undoState.future.length > 0,
    run: () => studio.getState().redo(),
  },
  {
    id: 'edit.duplicate',
    title: 'Duplicate',
    group: 'Edit',
    keys: ['mod+D'],
    enabled: drawnSelected,
    run: () => duplicateNodes(nodes()),
  },
  {
    id: 'edit.find',
    title: 'Find in the design',
    group: 'Edit',
    keys: ['mod+F'],
    where: 'everywhere',
    run: () => openPalette('find'),
  },
  { id: 'edit.select-all', title: 'Select all', group: 'Edit', keys: ['mod+A'], run: selectAll },
  { id: 'edit.select-none', title: 'Select nothing', group: 'Edit', keys: ['Escape'], run: () => studio.getState().select({}) },
  {
    id: 'edit.delete',
    title: 'Delete',
    group: 'Edit',
    keys: ['Delete', 'Backspace'],
    where: 'canvas',
    enabled: anythingSelected,
    run: () => removeSelected(),
  },
  {
    id: 'edit.rename',
    title: 'Rename',
    group: 'Edit',
    keys: ['F2'],
    enabled: drawnSelected,
    run: () => canvasUi.setState({ renaming: canvasIdsOf(studio.getState().selection).at(-1) ?? null }),
  },
  {
    id: 'edit.operations',
    title: 'Edit what the selected component does',
    group: 'Edit',
    keys: ['O'],
    enabled: () => nodes().length > 0,
    run: () => editOperations(nodes().at(-1) ?? ''),
  },
  {
    id: 'edit.connect',
    title: 'Draw a link from the selected component',
    group: 'Edit',
    keys: ['C'],
    enabled: () => nodes().length > 0,
    run: () => canvasUi.setState({ connecting: nodes().at(-1) ?? null }),
  },
  {
    id: 'edit.faults',
    title: 'Faults and changes of the selection',
    group: 'Edit',
    keys: ['X'],
    enabled: anythingSelected,
    run: openMenuAtSelection,
  },
];
