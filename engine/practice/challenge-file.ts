import { z } from 'zod';
import { zDuration } from '../core/fields';
import { failure, type Problem, type Result, success } from '../core/problem';
import { readJson } from '../design/json-text';
import { zWrittenEdit, zWrittenFault } from '../design/lesson';
import { placeOf } from '../design/place';
import { levels } from './levels';

/** What a solution may use only so much of. */
const resources = ['replicas', 'workers', 'connections'] as const;
export type Resource = (typeof resources)[number];

const zId = () => z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'An id has 1 to 64 letters, digits, - and _.');
const zLine = () => z.string().min(1).max(200);
const zText = () => z.string().min(1).max(1200);
const zEdits = () => z.array(zWrittenEdit).max(40);

const zGoal = z.union(
  [
    z.strictObject({ promise: zId().describe('Id of an objective that must be met, or of an invariant that must hold.') }),
    z.strictObject({
      text: zLine().describe('What is wanted, in words.'),
      measure: z.string().min(1).max(500).describe('Where the number stands in the report, as in the claims of a lesson.'),
      op: z.enum(['at-most', 'at-least']).describe('On which side of the bound it must be.'),
      value: z.number().describe('The bound, in the unit of the report.'),
      unit: z.enum(['', '%', 'ms', 's', '/s']).describe('Unit shown behind the number; "%" shows a share times 100.'),
    }),
    z.strictObject({
      spend: z.enum(resources).describe('What may not be added at will, counted over all components that are drawn.'),
      most: z.int().min(0).max(1_000_000).describe('How many there may be.'),
    }),
  ],
  { error: 'A goal is { "promise" }, { "text", "measure", "op", "value", "unit" } or { "spend", "most" }.' },
);
export type GoalWanted = z.infer<typeof zGoal>;

const zWrong = z.strictObject({
  title: zLine().describe('What one tries.'),
  edits: zEdits().min(1).describe('From the design that fails.'),
  why: zText().describe('Why it does not help.'),
});

/** A design of the library that fails, for one cause that can be found, and the numbers that a mended one reaches. */
export const zChallenge = z
  .strictObject({
    version: z.literal(1).describe('Version of the file format.'),
    title: zLine().describe('A few words that do not tell the cause.'),
    topic: zLine().describe('What it is about: "Retries".'),
    level: z.enum(levels).describe('Who should be able to solve it.'),
    ask: zText().describe('What is wrong, as its users or its owner feel it. It does not tell the cause.'),
    duration: zDuration({ min: '1s', max: '3min' })
      .optional()
      .describe('Simulated time of each run, warm-up included; the design’s own when left out.'),
    start: z
      .strictObject({
        from: zId().describe('"opens", "reference", or the id of a weak variant of the scenario beside it.'),
        edits: zEdits().default([]).describe('From there to the design that fails.'),
        fault: zWrittenFault.optional().describe('What goes wrong besides, in the script of the design.'),
      })
      .describe('The design that fails.'),
    goal: z.array(zGoal).min(2).max(8).describe('All of it must be reached, with each seed.'),
    hints: z.tuple([zText(), zText(), zText()]).describe('From vague to clear.'),
    answer: z
      .strictObject({
        edits: zEdits().min(1).describe('From the design that fails.'),
        why: zText().describe('What was wrong, and why this helps.'),
      })
      .describe('A way to reach the goal.'),
    wrong: z.array(zWrong).min(1).max(5).describe('What looks like a way and is none.'),
    cause: z
      .strictObject({
        at: zId().describe('Component or link at fault.'),
        parameter: zLine().describe('What of it: "policy.timeout".'),
      })
      .describe('What is at fault.'),
  })
  .meta({ title: 'Challenge' });
/** A challenge as its file has it. */
export type ChallengeFile = z.input<typeof zChallenge>;
/** A challenge with every default filled in, durations as whole nanoseconds. */
export type Challenge = z.output<typeof zChallenge>;

/** Reads a challenge.json. It gives a challenge, or everything that is wrong with the file; it never throws. */
export function loadChallenge(text: string): Result<Challenge> {
  const json = readJson(text);
  if (!json.ok) return json;
  const parsed = zChallenge.safeParse(json.value);
  if (parsed.success) return success(parsed.data);
  return failure(...parsed.error.issues.map((issue) => problemOf(issue, json.value)));
}

const problemOf = ({ path, message }: z.core.$ZodIssue, document: unknown): Problem => ({
  code: 'not-a-challenge',
  severity: 'error',
  where: placeOf(document, path),
  message: /[.!?]$/.test(message) ? message : `${message}.`,
  remedy: 'Correct it in challenge.json.',
});
