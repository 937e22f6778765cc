import { z } from 'zod';
import { failure, type Result, success } from '../core/problem';
import { resolve } from '../design/resolve';
import { type ChallengeFile, type Challenge as Task, zChallenge } from '../practice/challenge-file';
import { challengeSeeds } from '../practice/challenge';
import { type Goal, goalsOf, reaches, worstOf } from '../practice/challenge-goals';
import { changedFacts, spent, underChallenge } from '../practice/challenge-rules';
import type { Crew } from './crew';
import { defineWhatIf, type WhatIfHooks, zAnyDesign } from './definition';
import { digestOf } from './job-key';

const zAnyChallenge = () =>
  z
    .record(z.string(), z.unknown())
    .meta({ title: 'Challenge' })
    .describe('The task, as its challenge.json has it.') as unknown as z.ZodType<ChallengeFile>;

const zChallengeWanted = z.strictObject({
  design: zAnyDesign(),
  challenge: zAnyChallenge(),
  start: zAnyDesign().describe('The design of the challenge that fails.'),
  answer: zAnyDesign().describe('Its answer: what this says of times and traffic is allowed too.'),
});
type ChallengeWanted = z.infer<typeof zChallengeWanted>;

const zGoalResult = z.strictObject({
  text: z.string().describe('What is wanted, in words.'),
  op: z.enum(['below', 'at-most', 'at-least']).describe('On which side of the bound it must be.'),
  bound: z.number().describe('In the unit of the report.'),
  unit: z.enum(['', '%', 'ms', 's', '/s']).describe('Unit shown behind both numbers; "%" shows a share times 100.'),
  measured: z.array(z.number().nullable()).describe('Of each run, in the order of the seeds; null where it has no such number.'),
  worst: z.number().nullable().describe('The worst of them, which decides.'),
  met: z.boolean().describe('Whether every run reached it.'),
});

/** Whether a design solves a challenge. */
export const zChallengeResult = z.strictObject({
  format: z.literal('faultline-challenge-1'),
  title: z.string().describe('Of the challenge.'),
  design: z.string().describe('Name of the design.'),
  designDigest: z.string().describe('SHA-256 of the design.'),
  seeds: z.array(z.number()).describe('Of the runs.'),
  solved: z.boolean().describe('Whether every goal is reached, and nothing was changed that is given.'),
  goals: z.array(zGoalResult),
  changed: z
    .array(z.string())
    .describe('Ids of components, links and journeys of which it says other times, traffic or distances than are given.'),
});
export type ChallengeResult = z.infer<typeof zChallengeResult>;

/** Holds a design against the goal of a challenge, with the traffic, the faults and the promises of that challenge. */
export const challenge = defineWhatIf({
  name: 'challenge',
  title: 'Challenge',
  wanted: zChallengeWanted,
  answer: zChallengeResult,
  run: challenged,
});

async function challenged(wanted: ChallengeWanted, crew: Crew, { onProgress, signal }: WhatIfHooks): Promise<Result<ChallengeResult>> {
  const read = zChallenge.safeParse(wanted.challenge);
  if (!read.success)
    return failure({
      code: 'not-a-challenge',
      severity: 'error',
      where: 'challenge',
      message: read.error.issues[0]!.message,
      remedy: 'Correct it in challenge.json.',
    });
  const task = read.data;
  const design = underChallenge(wanted.design, wanted.start);
  const [own, start, answer] = [resolve(design), resolve(wanted.start), resolve(wanted.answer)];
  if (!own.ok) return own;
  if (!start.ok) return start;
  if (!answer.ok) return answer;
  const goals = goalsOf(start.value, task.goal);
  const figures = goals.flatMap(({ figure }) => figure ?? []);
  const jobs = challengeSeeds.map((seed) => ({ design, figures, options: { seed, ...length(task) } }));
  const hooks = { ...(signal && { signal }), onProgress: (done: number) => onProgress?.(done / jobs.length) };
  const runs: (readonly (number | null)[])[] = [];
  for await (const result of crew('outcome', jobs, hooks)) {
    if (!result.ok) return result;
    runs.push(result.value.figures);
  }
  const told = goals.map((goal) => {
    const at = goal.figure === null ? -1 : figures.indexOf(goal.figure);
    return resultOf(goal, goal.spend === null ? runs.map((each) => each[at] ?? null) : [spent(own.value, goal.spend)]);
  });
  const changed = changedFacts(own.value, [start.value, answer.value]);
  return success({
    format: 'faultline-challenge-1',
    title: task.title,
    design: wanted.design.name ?? '',
    designDigest: digestOf(wanted.design),
    seeds: [...challengeSeeds],
    solved: changed.length === 0 && told.every(({ met }) => met),
    goals: told,
    changed,
  });
}

const length = ({ duration }: Task) => (duration === undefined ? {} : { duration: duration / 1e9 });

const resultOf = (goal: Goal, measured: (number | null)[]): z.infer<typeof zGoalResult> => ({
  text: goal.text,
  op: goal.op,
  bound: goal.bound,
  unit: goal.unit,
  measured,
  worst: worstOf(goal, measured),
  met: measured.every((value) => reaches(goal, value)),
});
