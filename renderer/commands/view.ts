import { toggleMap } from '../canvas/canvas-map';
import { canvasIdsOf } from '../canvas/canvas-nodes';
import { canvasView, fitCanvas, fitThings } from '../canvas/canvas-view';
import { studio } from '../store/studio';
import { openDockTab } from '../dock/dock-ui';
import { dockTabs } from '../dock/tabs';
import { swapSides } from '../layout/layout-memory';
import { togglePanel } from '../layout/panels';
import { hideBeside, showBeside, useBeside } from '../scenarios/beside';
import { chooseColorScheme } from '../theme/color-scheme';
import type { Command } from './command';

export const viewCommands: readonly Command[] = [
  { id: 'view.fit', title: 'Fit the design', group: 'View', keys: ['F', 'mod+0'], run: fitCanvas },
  {
    id: 'view.fit-selection',
    title: 'Zoom to the selection',
    group: 'View',
    keys: ['shift+F'],
    enabled: () => canvasIdsOf(studio.getState().selection).length > 0,
    run: () => fitThings(canvasIdsOf(studio.getState().selection)),
  },
  {
    id: 'view.reference',
    title: 'Show or hide the reference solution',
    group: 'View',
    enabled: () => useBeside.getState().shown !== null || studio.getState().scenario !== null,
    run: () => {
      const { scenario } = studio.getState();
      if (useBeside.getState().shown !== null) hideBeside();
      else if (scenario !== null) showBeside(scenario);
    },
  },
  { id: 'view.map', title: 'Show or hide the map', group: 'View', keys: ['M'], run: toggleMap },
  { id: 'view.zoom-in', title: 'Zoom in', group: 'View', keys: ['mod+Equal'], run: () => canvasView()?.zoomIn() },
  { id: 'view.zoom-out', title: 'Zoom out', group: 'View', keys: ['mod+Minus'], run: () => canvasView()?.zoomOut() },
  {
    id: 'view.left',
    title: 'Show or hide the components',
    group: 'View',
    keys: ['mod+B'],
    where: 'everywhere',
    run: () => togglePanel('left'),
  },
  {
    id: 'view.bottom',
    title: 'Show or hide time and charts',
    group: 'View',
    keys: ['mod+J'],
    where: 'everywhere',
    run: () => togglePanel('bottom'),
  },
  {
    id: 'view.right',
    title: 'Show or hide the inspector',
    group: 'View',
    keys: ['mod+I'],
    where: 'everywhere',
    run: () => togglePanel('right'),
  },
  {
    id: 'view.swap-sides',
    title: 'Swap components and inspector',
    group: 'View',
    run: () => {
      swapSides();
      // The canvas stands anew, so it shows the whole design.
      fitCanvas();
    },
  },
  { id: 'view.light', title: 'Light colours', group: 'View', run: () => chooseColorScheme('light') },
  { id: 'view.dark', title: 'Dark colours', group: 'View', run: () => chooseColorScheme('dark') },
  { id: 'view.system-colours', title: 'Colours of the system', group: 'View', run: () => chooseColorScheme('auto') },
  ...dockTabs.map(
    ({ id, title }): Command => ({ id: `view.${id}`, title: `Show ${title.toLowerCase()}`, group: 'View', run: () => openDockTab(id) }),
  ),
];
