import { z } from 'zod';
import { zCount, zDuration, zShare } from '../core/fields';
import { limits } from './limits';
import { zId, zName } from './names';

const over = () =>
  zDuration({ min: '1s', max: '10min' }).prefault('5s').describe('Stretch of time, up to now, over which it is looked at.');

/** What stops an experiment. */
const zAbort = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('failures'),
      above: zShare().default(0.5).describe('Share of finished requests that fail or come late.'),
      over: over(),
    })
    .meta({ title: 'Failures' }),
  z
    .strictObject({ kind: z.literal('objective'), objective: zId().describe('Objective that is missed.'), over: over() })
    .meta({ title: 'Objective' }),
  z
    .strictObject({
      kind: z.literal('backlog'),
      node: zId().describe('Node whose calls or messages wait.'),
      above: zCount('waiting', 1, 1_000_000_000).default(1000).describe('Calls or messages that wait there.'),
      for: zDuration({ min: '1s', max: '10min' }).prefault('5s').describe('For so long without a break.'),
    })
    .meta({ title: 'Backlog' }),
  z.strictObject({ kind: z.literal('invariant') }).meta({ title: 'Invariant broken' }),
]);

/** A question that a fault script answers: does the design keep its promises, and is all well again in time? */
export const zExperimentOf = <F extends z.ZodType>(fault: F) =>
  z
    .strictObject({
      id: zId().describe('Name in this file.'),
      name: zName().optional().describe('Name on the screen; the id when left out.'),
      faults: z
        .array(fault)
        .min(1)
        .max(limits.faults)
        .optional()
        .describe('What goes wrong in this experiment, in place of the design’s fault script. Left out: that script.'),
      hypothesis: z
        .strictObject({
          slos: z.array(zId()).max(limits.slos).optional().describe('Objectives that must hold; all of the design when left out.'),
          invariants: z
            .array(zId())
            .max(limits.invariants)
            .optional()
            .describe('Invariants that must hold, at any time; all of the design when left out.'),
          meanwhile: z
            .enum(['hold', 'may-miss'])
            .default('hold')
            .describe(
              'Whether objectives must hold while faults are on, too. Before the first and after the recovery from the last they always must.',
            ),
          recovery: zDuration({ min: '1s', max: '1d' })
            .prefault('30s')
            .describe('Objectives must be met again this long after the last fault ended, and go on to be.'),
        })
        .prefault({})
        .describe('What is to be shown.'),
      abort: z.array(zAbort).max(20).prefault([]).describe('What stops the experiment at once; nothing when left out.'),
    })
    .meta({ title: 'Experiment' });
