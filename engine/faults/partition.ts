import { z } from 'zod';
import { defineFault, linkOf } from './definition';

export const partition = defineFault({
  action: 'partition',
  title: 'Cut the link',
  description: 'Nothing gets through the link, in either direction.',
  targets: ['link'],
  params: z.strictObject({
    mode: z
      .enum(['black-hole', 'refuse'])
      .default('black-hole')
      .describe('Black hole: packets vanish and the caller waits for its timeout. Refuse: the caller hears at once.'),
  }),
  start: (target, { mode }, controls) => controls.cut(linkOf(target), mode),
});
