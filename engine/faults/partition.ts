import { z } from 'zod';
import { defineFault, linkOf } from './definition';

export const partition = defineFault({
  action: 'partition',
  title: 'Cut the link',
  description: 'Nothing gets through the link, in both directions or in one.',
  targets: ['link'],
  params: z.strictObject({
    mode: z
      .enum(['black-hole', 'refuse'])
      .default('black-hole')
      .describe('Black hole: packets vanish and the caller waits for its timeout. Refuse: the caller hears at once.'),
    direction: z
      .enum(['both', 'calls', 'answers'])
      .default('both')
      .describe('What does not get through. Answers: the callee hears the call and works, and the caller never learns of it.'),
  }),
  start: (target, cut, controls) => controls.cut(linkOf(target), cut),
});
