import { nodeKinds, type NodeKind } from '../../engine/nodes/registry';
import { addToCanvas } from '../palette/add-to-canvas';
import { openQuickAdd } from '../palette/quick-add-ui';
import type { Command } from './command';

export const addCommands: readonly Command[] = [
  {
    id: 'add.component',
    title: 'Add a component, linked from the selected one',
    group: 'Add',
    keys: ['/', 'A'],
    where: 'not-on-controls',
    run: openQuickAdd,
  },
  ...(Object.keys(nodeKinds) as NodeKind[]).map(
    (kind): Command => ({
      id: `add.${kind}`,
      title: `Add: ${nodeKinds[kind].title}`,
      group: 'Add',
      run: () => addToCanvas(kind, { linked: true, focused: true }),
    }),
  ),
];
