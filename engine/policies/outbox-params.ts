import { z } from 'zod';
import { zCount, zDuration } from '../core/fields';

/** How the relay of an outbox works. `store` is the id of the link to the store that keeps it. */
export const zOutbox = z
  .strictObject({
    store: z
      .string()
      .min(1)
      .max(64)
      .describe('Link to the store that keeps the outbox. What is published after a write over it is committed with that write.'),
    interval: zDuration({ min: '1ms', max: '1h' }).prefault('1s').describe('The relay looks at the outbox this often.'),
    batch: zCount('messages', 1, 1_000_000).default(1000).describe('Most messages that it publishes at one look.'),
    confirm: zDuration({ max: '1min' })
      .prefault('5ms')
      .describe(
        'Time to note that a message is out, once the queue has it. A relay that dies before that leaves it to be published again.',
      ),
  })
  .meta({ title: 'Outbox' });
export type OutboxParams = z.output<typeof zOutbox>;
