import { z } from 'zod';
import { zDuration } from '../core/fields';
import { failure, type Problem, type Result, success } from '../core/problem';
import { readJson } from '../design/json-text';
import { zClaim, zWrittenEdit, zWrittenFault } from '../design/lesson';
import { placeOf } from '../design/place';
import { levels } from './levels';
import { zSource } from './source';

export const families = ['commerce', 'patterns', 'classics', 'failures', 'demo-shops'] as const;
export type Family = (typeof families)[number];

const zId = () => z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'An id has 1 to 64 letters, digits, - and _.');
const zLine = () => z.string().min(1).max(200);
const zText = () => z.string().min(1).max(1200);
const zEdits = () => z.array(zWrittenEdit).max(200);

const zRequirements = z.strictObject({
  functional: z.array(zLine()).min(1).max(20).describe('What it does, a sentence each.'),
  qualities: z.array(zLine()).min(1).max(20).describe('How well: speed, availability, what may not be lost.'),
  numbers: z
    .array(
      z.strictObject({
        name: zLine().describe('What is counted: "Redirects at peak".'),
        value: z.number(),
        unit: z.string().max(20).describe('"/s", "ms", "GB"; empty for a plain number.'),
        because: zText().describe('Where the number comes from, and what it stands for when it is scaled down.'),
      }),
    )
    .min(1)
    .max(20),
});

const zTradeOff = z.strictObject({
  choice: zLine().describe('What the reference does.'),
  instead: zLine().describe('What one could do in its place.'),
  because: zText().describe('Why it was chosen.'),
  price: zText().describe('What it costs.'),
});

const zWeak = z.strictObject({
  id: zId(),
  title: zLine(),
  why: zText().describe('Why it is weak, in words.'),
  edits: zEdits().min(1).describe('From the reference to the weak variant.'),
  under: zWrittenFault.optional().describe('Fault under which it fails, and the reference does not; the stated load alone when left out.'),
  fails: z.array(zId()).min(1).max(20).describe('Ids of the objectives that it misses and of the invariants that it breaks, seeds 1 to 3.'),
});
export type WeakVariant = z.infer<typeof zWeak>;

const zBreaks = z.strictObject({
  factor: z
    .number()
    .gt(1)
    .max(100)
    .describe('Times the stated load at which an objective is first missed, on a tenth: met at 0.9, missed at 1.1 of it.'),
  first: zId().describe('Node that is saturated then.'),
  slo: zId().describe('Objective that is missed, or invariant that is broken, then.'),
});

const zFaultStep = z.strictObject({
  fault: zWrittenFault.describe('As in a design file, with startAfter and duration.'),
  question: zLine().describe('What an interviewer asks before it happens.'),
  happens: zText().describe('What then happens, and why.'),
  claims: z.array(zClaim).min(1).max(20).describe('Numbers of a run of the reference with this fault, seeds 1 to 3.'),
});

/** What a scenario folder says of its design besides the lesson: what is asked, the reference, what is weak, what breaks it. */
export const zScenario = z.strictObject({
  version: z.literal(1),
  family: z.enum(families).describe('Shelf of the library that it stands on.'),
  level: z.enum(levels).describe('Who should be able to design it.'),
  tags: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9 -]{0,30}$/, 'A tag has lower-case letters, digits, spaces and -.'))
    .min(1)
    .max(12),
  duration: zDuration({ min: '1s', max: '10min' })
    .optional()
    .describe('Simulated time of the runs that hold this file to what it says, warm-up included; the design’s own when left out.'),
  requirements: zRequirements,
  reference: z.strictObject({
    edits: zEdits().describe('From the design that opens to the reference solution; none where the design is the reference.'),
    tradeOffs: z.array(zTradeOff).min(3).max(12),
  }),
  weak: z.array(zWeak).min(1).max(8).describe('Variants that do not hold.'),
  breaks: zBreaks.describe('The load at which the reference breaks.'),
  script: z.array(zFaultStep).min(2).max(12).describe('Faults that an interviewer asks about.'),
  findings: z
    .array(z.string().max(80))
    .max(40)
    .describe('Codes of the findings that the opening design may have, since the lesson is about them.'),
  sources: z.array(zSource).min(1).max(30).describe('Where each fact about a technology comes from.'),
});
export type ScenarioFile = z.infer<typeof zScenario>;

/** Reads a scenario.json. It gives a scenario, or everything that is wrong with the file; it never throws. */
export function loadScenario(text: string): Result<ScenarioFile> {
  const json = readJson(text);
  if (!json.ok) return json;
  const parsed = zScenario.safeParse(json.value);
  if (parsed.success) return success(parsed.data);
  return failure(...parsed.error.issues.map((issue) => problemOf(issue, json.value)));
}

const problemOf = ({ path, message }: z.core.$ZodIssue, document: unknown): Problem => ({
  code: 'not-a-scenario',
  severity: 'error',
  where: placeOf(document, path),
  message: /[.!?]$/.test(message) ? message : `${message}.`,
  remedy: 'Correct it in scenario.json.',
});
