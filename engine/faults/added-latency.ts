import { z } from 'zod';
import { zDuration } from '../core/fields';
import { defineFault, linkOf } from './definition';

export const addedLatency = defineFault({
  action: 'added-latency',
  title: 'Add latency',
  description: 'Every answer of the node, or every trip over the link, takes longer by a fixed time.',
  targets: ['server', 'link'],
  tools: {
    'AWS FIS': 'aws:ecs:task-network-latency, aws:eks:pod-network-latency, aws:lambda:invocation-add-delay',
    'Chaos Mesh': 'NetworkChaos delay, HTTPChaos delay',
    Litmus: 'pod-network-latency, pod-http-latency',
    Gremlin: 'Latency',
    toxiproxy: 'latency',
  },
  params: z.strictObject({ extra: zDuration({ min: '1us', max: '10min' }).prefault('4s').describe('Time added.') }),
  start: (target, { extra }, controls) => controls.delay('node' in target ? target : { link: linkOf(target) }, extra),
});
