import { z } from 'zod';
import { zDuration, zFactor } from '../core/fields';
import { causes } from './causes';

export const zThrottle = z
  .strictObject({
    k: zFactor(1, 100)
      .default(2)
      .describe(
        'Attempts sent per attempt that the callee accepts. At 2 it lets twice as many through as get accepted; nearer to 1 it throttles harder.',
      ),
    window: zDuration({ min: '1s', max: '1h' }).prefault('2min').describe('How far back it counts, in steps of a sixtieth.'),
    refusedBy: z
      .array(z.enum(causes))
      .min(1)
      .max(causes.length)
      .default(['timeout', 'deadline', 'queue-full', 'rate-limited', 'shed', 'unreachable', 'lost', 'crash'])
      .describe(
        'Failures that mean that the callee did not accept the attempt. Any other answer, also an error, is one from a callee that copes.',
      ),
  })
  .meta({ title: 'Client-side throttling' });
export type ThrottleParams = z.output<typeof zThrottle>;
