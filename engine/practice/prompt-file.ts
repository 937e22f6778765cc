import { z } from 'zod';
import { zDuration, zShare } from '../core/fields';
import { failure, type Problem, type Result, success } from '../core/problem';
import { placeOf } from '../design/place';
import { readJson } from '../design/json-text';
import type { TargetKind } from '../faults/definition';
import { faultActions, type FaultAction } from '../faults/registry';
import { nodeKinds, type NodeKind } from '../nodes/registry';
import { zEstimateAnswers, zEstimateInputs } from './estimate-inputs';
import { levels } from './levels';

/** What a design is judged by, in the order of the report. */
export const dimensions = [
  'requirements',
  'estimation',
  'boundaries',
  'communication',
  'resilience',
  'observability',
  'trade-offs',
] as const;
export type Dimension = (typeof dimensions)[number];

const text = (most: number) => z.string().trim().min(1).max(most);
const zId = () => z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'An id is small letters, digits and dashes.' });
const zLevel = () => z.enum(levels);

const zReveal = z.strictObject({
  id: zId().describe('Name in this file.'),
  question: text(200).describe('The question as a good candidate would ask it.'),
  keywords: z.array(text(60)).min(1).max(30).describe('Words and phrases by which a typed question is known to be this one.'),
  answer: text(500).describe('What the interviewer says.'),
  kind: z.enum(['functional', 'scale', 'quality', 'constraint']).describe('What it is about.'),
});

const zTargets = z.strictObject({
  rate: z.number().min(0.1).max(100_000).meta({ unit: '1/s' }).describe('Requests a second at peak that a candidate’s design is run with.'),
  p99: zDuration({ min: '1ms', max: '1h' }).describe('Bound on the time that 99 of 100 users wait.'),
  availability: zShare().describe('Least share of requests that are answered in time.'),
});

const zBreak = z.strictObject({
  fault: z
    .strictObject({
      action: z.enum(Object.keys(faultActions) as [FaultAction, ...FaultAction[]]).describe('What goes wrong.'),
      target: z
        .strictObject({
          kind: z
            .enum(Object.keys(nodeKinds) as [NodeKind, ...NodeKind[]])
            .describe('Kind of node: it is on all nodes of it or, if it is about links, on the links to them.'),
          share: zShare().optional().describe('Share of those; all when left out.'),
          like: z
            .array(text(40))
            .min(1)
            .max(10)
            .optional()
            .describe(
              'Words for the part that is meant: those of the kind that have one in their name, where there are any; else all of it.',
            ),
        })
        .describe('What it is done to, on anybody’s drawing.'),
      params: z.record(z.string().max(64), z.json()).default({}).describe('How strong it is; the fault’s own defaults when left out.'),
    })
    .describe('A fault by kind of node, so that it fits any drawing.'),
  lasts: zDuration({ min: '1s', max: '30s' }).prefault('6s').describe('How long it lasts.'),
  question: text(300).describe('What the interviewer asks before it is shown.'),
  happens: text(600).describe('What a good design does.'),
});

/** Something that a good answer says. */
export const zKeyPoint = z.strictObject({
  id: zId().describe('Name in this file.'),
  level: zLevel().describe('From which level on it is expected.'),
  say: text(300).describe('The point in a sentence.'),
  keywords: z
    .array(z.array(text(60)).min(1).max(20))
    .min(1)
    .max(6)
    .describe('Each inner list is words for one thing; one word of each list must be said.'),
});
export type KeyPoint = z.infer<typeof zKeyPoint>;

/** A task of an interview: what is asked, what is told when asked, what a design is measured against, and what breaks it. */
export const zPrompt = z
  .strictObject({
    version: z.literal(1).describe('Version of the file format.'),
    ask: text(300).describe('What the interviewer says first.'),
    style: z
      .enum(['large-scale', 'start-up', 'enterprise', 'product'])
      .describe('What kind of company would ask like that: scale first, speed first, rules first, or users first.'),
    levels: z.array(zLevel()).min(1).max(3).describe('Whom it is asked.'),
    reveals: z.array(zReveal).min(6).max(30).describe('What is told only when asked for.'),
    targets: zTargets.describe('What a candidate’s design is measured against; large numbers are scaled down.'),
    estimate: z
      .strictObject({
        inputs: zEstimateInputs.describe('What the estimate starts from.'),
        answers: zEstimateAnswers.describe('What it comes to, worked by hand.'),
      })
      .describe('The back-of-envelope estimate.'),
    twists: z.array(text(300)).max(10).default([]).describe('What the interviewer changes later on.'),
    breaks: z.array(zBreak).min(2).max(10).describe('What goes wrong, on anybody’s drawing.'),
    points: z
      .array(zKeyPoint.extend({ dimension: z.enum(dimensions).describe('What it counts for.') }))
      .min(6)
      .max(40)
      .describe('What a good answer says in words.'),
    mistakes: z.array(text(300)).max(20).default([]).describe('What people often get wrong here.'),
  })
  .meta({ title: 'Prompt' });
/** A prompt as its file has it. */
export type PromptFile = z.input<typeof zPrompt>;
/** A prompt with every default filled in, durations as whole nanoseconds. */
export type Prompt = z.output<typeof zPrompt>;

/** Reads a prompt file. It gives a prompt, or everything that is wrong with the file; it never throws. */
export function loadPrompt(file: string): Result<Prompt> {
  const json = readJson(file);
  return json.ok ? readPrompt(json.value) : json;
}

/** The same for what is in memory. */
export function readPrompt(document: unknown): Result<Prompt> {
  const parsed = zPrompt.safeParse(document);
  if (!parsed.success) return failure(...parsed.error.issues.map((issue) => problemOf(issue, document)));
  const { breaks, reveals, points } = parsed.data;
  const wrong = [
    ...breaks.flatMap((one, i) => faultProblems(one.fault, `breaks.${i}.fault`)),
    ...twice('reveals', reveals),
    ...twice('points', points),
  ];
  return wrong.length > 0 ? failure(...wrong) : success(parsed.data);
}

function faultProblems({ action, target, params }: Prompt['breaks'][number]['fault'], where: string): Problem[] {
  const parsed = faultActions[action].params.safeParse(params);
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => problem([where, 'params', ...path.map(String)].join('.'), message));
  if (!fitsKind(action, target.kind)) wrong.push(problem(`${where}.target.kind`, `"${action}" cannot be done to a ${target.kind}.`));
  return wrong;
}

/** Whether a fault can be on nodes of a kind, or on the links that lead to them. */
function fitsKind(action: FaultAction, kind: NodeKind): boolean {
  const { targets, kinds }: { readonly targets: readonly TargetKind[]; readonly kinds?: readonly string[] } = faultActions[action];
  if (targets.includes('link') || targets.includes('delivery') || targets.includes('group')) return true;
  return targets.includes(nodeKinds[kind].role) && (kinds?.includes(kind) ?? true);
}

const twice = (list: string, items: readonly { readonly id: string }[]): Problem[] =>
  items
    .filter(({ id }, i) => items.findIndex((item) => item.id === id) < i)
    .map(({ id }) => problem(`${list}.${id}`, `Two ${list} have the id "${id}".`));

const problemOf = (issue: z.core.$ZodIssue, document: unknown): Problem => {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return problem(placeOf(document, [...issue.path, ...unknown]), issue.message);
};

const problem = (where: string, message: string): Problem => ({
  code: 'not-a-prompt',
  severity: 'error',
  where,
  message: /[.!?]$/.test(message) ? message : `${message}.`,
  remedy: 'Correct it in the prompt file.',
});
