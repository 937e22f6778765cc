import { z } from 'zod';
import type { Edit } from './edits';
import { zFault } from './schema';

/** A fault as people write it: what they left out stays left out. */
export const zWrittenFault = z.custom<z.input<typeof zFault>>().superRefine((written, context) => {
  for (const { path, message } of zFault.safeParse(written).error?.issues ?? [])
    context.addIssue({ code: 'custom', path: [...path], message: `This is no fault: ${message}` });
});
/** Whether it has all of its fields shows when it is applied. */
export const zWrittenEdit = z.custom<Edit>((v) => typeof v === 'object' && v !== null && 'kind' in v, { error: 'This is no edit.' });

const zAction = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('inject'),
    fault: zWrittenFault.describe('Fault to start, as long after the step as its startAfter says.'),
  }),
  z.strictObject({ kind: z.literal('heal'), fault: z.string().describe('Id of a running fault to end.') }),
  z.strictObject({ kind: z.literal('edit'), edit: zWrittenEdit.describe('Change to the design.') }),
]);

export const zClaim = z.strictObject({
  text: z.string().describe('The claim in words; {value} stands for the number.'),
  measure: z.string().describe('Where the number stands in the report; list items by id: nodes.catalog.total.p99.'),
  value: z.number().describe('The number claimed, in the unit of the report.'),
  unit: z.string().describe('Unit shown behind the number; empty for none. "%" shows a share times 100.'),
  tolerance: z.number().min(0).describe('How far a run may be off, absolute, in the unit of the report.'),
  interval: z
    .strictObject({ low: z.number().describe('Lower end.'), high: z.number().describe('Upper end.') })
    .optional()
    .describe('95 % confidence interval of the mean over ten runs, seeds 1 to 10, in the unit of the report. Not claimed when left out.'),
});

/**
 * A lesson beside a scenario. Each step says what to do and what one then sees. A step's claims hold for a run in which
 * its actions and those of all steps before were applied at the start; a test reruns them.
 */
export const zLesson = z.strictObject({
  version: z.literal(1),
  title: z.string(),
  summary: z.string().describe('What one learns, in a sentence or two.'),
  steps: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        text: z.string().describe('Plain text; a blank line starts a paragraph.'),
        action: z.string().optional().describe('Words on the button that does the actions.'),
        actions: z.array(zAction).default([]),
        findings: z.array(z.string()).default([]).describe('Codes of the findings that the actions bring, where the step is about those.'),
        claims: z.array(zClaim).default([]),
      }),
    )
    .min(1),
});
export type Lesson = z.infer<typeof zLesson>;
