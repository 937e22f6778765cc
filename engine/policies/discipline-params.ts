import { z } from 'zod';
import { zDuration } from '../core/fields';

const target = (what: string) => zDuration({ min: '1us', max: '1h' }).prefault('5ms').describe(what);
const interval = (what: string) => zDuration({ min: '1us', max: '1h' }).prefault('100ms').describe(what);

/** In which order waiting calls get their turn, and which of them never do. */
export const zDiscipline = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fifo') }).meta({ title: 'First in, first out' }),
    z.strictObject({ kind: z.literal('lifo') }).meta({ title: 'Last in, first out' }),
    z
      .strictObject({
        kind: z.literal('priority'),
        whenFull: z
          .enum(['reject', 'displace'])
          .default('reject')
          .describe(
            'What happens to a call that finds the queue full. Reject: it is turned away. Displace: it takes the place of the least urgent waiting call, if that is less urgent.',
          ),
      })
      .meta({ title: 'By priority' }),
    z
      .strictObject({
        kind: z.literal('codel'),
        law: z
          .enum(['linux', 'folly'])
          .default('linux')
          .describe(
            'Linux drops one call after the other, ever faster, until the wait is short. Folly drops every call that has waited twice the target, in intervals after one in which all waited too long.',
          ),
        target: target('Longest wait that may stand: calls are dropped when every wait in an interval was longer.'),
        interval: interval('How long waits must stay above the target before calls are dropped.'),
      })
      .meta({ title: 'CoDel' }),
    z
      .strictObject({
        kind: z.literal('adaptive-lifo'),
        target: target('Longest wait of a call that comes while the queue is overloaded; then it is dropped.'),
        interval: interval(
          'The queue is overloaded when it has not been empty for this long: then the newest call is served first. Also the longest wait of a call that comes while it is calm.',
        ),
      })
      .meta({ title: 'Adaptive LIFO' }),
    z.strictObject({ kind: z.literal('processor-sharing') }).meta({ title: 'Processor sharing' }),
  ])
  .prefault({ kind: 'fifo' });

export type DisciplineParams = z.output<typeof zDiscipline>;
