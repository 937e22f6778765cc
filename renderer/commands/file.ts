import { showExport } from '../export/export-ui';
import { showImport } from '../import/import-ui';
import { studio } from '../store/studio';
import { useLibrary } from '../scenarios/library-ui';
import type { Command } from './command';

export const fileCommands: readonly Command[] = [
  {
    id: 'file.new',
    title: 'New design',
    group: 'File',
    run: () => studio.getState().guard('Start a new design', studio.getState().newDesign),
  },
  {
    id: 'file.open',
    title: 'Open a design',
    group: 'File',
    keys: ['mod+O'],
    where: 'everywhere',
    run: () => studio.getState().guard('Open another design', () => void studio.getState().openFile()),
  },
  {
    id: 'file.library',
    title: 'Scenario library',
    group: 'File',
    run: () => useLibrary.getState().open(studio.getState().scenario ?? undefined),
  },
  { id: 'file.save', title: 'Save', group: 'File', keys: ['mod+S'], where: 'everywhere', run: () => studio.getState().save() },
  {
    id: 'file.save-as',
    title: 'Save as…',
    group: 'File',
    keys: ['mod+shift+S'],
    where: 'everywhere',
    run: () => studio.getState().saveAs(),
  },
  { id: 'file.import', title: 'Import…', group: 'File', keys: ['mod+shift+O'], run: () => showImport() },
  { id: 'file.export', title: 'Export…', group: 'File', keys: ['mod+shift+E'], run: () => showExport(true) },
];
