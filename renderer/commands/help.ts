import { openPalette, showShortcuts } from '../command-palette/palette-ui';
import { startTour } from '../tour/tour';
import type { Command } from './command';

export const helpCommands: readonly Command[] = [
  {
    id: 'help.palette',
    title: 'Command palette',
    group: 'Help',
    keys: ['mod+K'],
    where: 'everywhere',
    run: () => openPalette('all'),
  },
  { id: 'help.keys', title: 'Keys', group: 'Help', keys: ['shift+?'], where: 'not-on-controls', run: () => showShortcuts(true) },
  { id: 'help.tour', title: 'Two-minute tour', group: 'Help', run: startTour },
];
