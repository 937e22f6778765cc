import { z } from 'zod';
import { zDuration } from '../core/fields';
import { defineFault, nodeOf } from './definition';

export const rollingRestart = defineFault({
  action: 'rolling-restart',
  title: 'Restart in turn',
  description: 'All replicas are ended and started again, one after the other, as a deployment does that does not drain them.',
  targets: ['server'],
  tools: {
    'AWS FIS': 'aws:ecs:stop-task',
    'Chaos Mesh': 'PodChaos pod-kill',
    Litmus: 'pod-delete',
  },
  params: z.strictObject({
    down: zDuration({ min: '1ms', max: '1h' }).prefault('5s').describe('Time until a replica runs again; its own start-up comes on top.'),
    pause: zDuration({ min: '1ms', max: '1h' }).prefault('5s').describe('Time from then until the next one goes.'),
  }),
  start: (target, { down, pause }, controls) => controls.restart(nodeOf(target), down, pause),
});
