import { z } from 'zod';
import { defineFault, regionOf } from './definition';

export const regionLoss = defineFault({
  action: 'region-loss',
  title: 'Lose the region',
  description: 'Everything in all zones of the region stops at once: replicas die, queues take and give nothing, clients send nothing.',
  targets: ['region'],
  tools: {},
  params: z.strictObject({}),
  start: (target, _, controls) => controls.loseRegion(regionOf(target)),
});
