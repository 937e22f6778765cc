import { z } from 'zod';
import { defineFault, zoneOf } from './definition';

export const zoneLoss = defineFault({
  action: 'zone-loss',
  title: 'Lose the zone',
  description: 'Everything in the zone stops: replicas die with all that is in them, queues take and give nothing, clients send nothing.',
  targets: ['zone'],
  tools: { 'AWS FIS': 'scenario AZ Availability: Power Interruption' },
  params: z.strictObject({}),
  start: (target, _, controls) => controls.loseZone(zoneOf(target)),
});
