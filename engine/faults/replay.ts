import { z } from 'zod';
import { zDuration } from '../core/fields';
import { defineFault, linkOf } from './definition';

export const replay = defineFault({
  action: 'replay',
  title: 'Replay from',
  description:
    'A consumer group goes on with the first records that came at a time or later: back, it reads them again; ahead, it passes over what lies between. It is done at once, and ending it takes nothing back.',
  targets: ['group'],
  tools: {},
  params: z.strictObject({
    from: zDuration({ max: '7d' }).prefault('0s').describe('From the start of the run. 0: from the oldest record that is kept.'),
  }),
  start: (target, { from }, controls) => {
    controls.replay(linkOf(target), from);
    return () => {};
  },
});
