import { z } from 'zod';
import { defineFault, linkOf } from './definition';

export const partition = defineFault({
  action: 'partition',
  title: 'Cut the link',
  description: 'Nothing gets through the link, in both directions or in one.',
  targets: ['link', 'nodes', 'zones'],
  tools: {
    'AWS FIS':
      'aws:network:disrupt-connectivity, aws:network:route-table-disrupt-cross-region-connectivity, aws:ecs:task-network-blackhole-port',
    'Chaos Mesh': 'NetworkChaos partition',
    Litmus: 'pod-network-partition',
    Gremlin: 'Blackhole',
    toxiproxy: 'timeout',
  },
  params: z.strictObject({
    mode: z
      .enum(['black-hole', 'refuse'])
      .default('black-hole')
      .describe('Black hole: packets vanish and the caller waits for its timeout. Refuse: the caller hears at once.'),
    direction: z
      .enum(['both', 'forward', 'backward'])
      .default('both')
      .describe(
        'What does not get through. Forward: from caller to callee, or from the first side to the second. Backward: calls arrive and are worked on, and their answers do not come back.',
      ),
  }),
  start: (target, cut, controls) => {
    if ('zones' in target) return controls.cutZones(target.zones, cut);
    if ('nodes' in target) return controls.cutNodes(target.nodes, cut);
    return controls.cut(linkOf(target), cut);
  },
});
