import { z } from 'zod';
import type { Problem } from '../core/problem';
import { apply, type Edit } from '../design/edits';
import { type Lesson, zClaim } from '../design/lesson';
import { check, isError } from '../design/resolve';
import type { Design } from '../design/schema';
import { measure } from '../measure/measure-path';
import { type Report, zReport } from '../measure/report';
import type { RunChange } from '../simulate/record';
import { run, type RunOptions } from '../simulate/run';

export type LessonStep = Lesson['steps'][number];

const zMeasuredClaim = z.strictObject({
  text: z.string().describe('The claim in words; {value} stands for the number.'),
  measure: z.string().describe('Where the number stands in the report of the step’s run.'),
  unit: z.string().describe('Unit of both numbers; empty for none. "%" shows a share times 100.'),
  claimed: z.number().describe('The number that the lesson claims.'),
  tolerance: z.number().describe('How far a run may be off, absolute.'),
  measured: z.number().nullable().describe('The number of this run; null where the path leads to none.'),
  interval: zClaim.shape.interval,
  holds: z.boolean().describe('Whether the number measured is within the tolerance.'),
});
export type MeasuredClaim = z.infer<typeof zMeasuredClaim>;

const zStepReport = z.strictObject({
  id: z.string(),
  title: z.string(),
  digest: z.string().describe('Hash over the event sequence of the step’s run.'),
  goodput: z.number().describe('Answered within deadline per second. [1/s]'),
  degraded: zReport.shape.degraded,
  claims: z.array(zMeasuredClaim),
});
export type StepReport = z.infer<typeof zStepReport>;

/** A run, and what became of the claims of the lesson beside its design. */
export const zLessonReport = z.strictObject({
  format: z.literal('faultline-lesson-1'),
  report: zReport.describe('The run without the lesson.'),
  steps: z
    .array(zStepReport)
    .describe(
      'Each step is a run of its own, with the actions of this and all earlier steps at its start. A step that cannot be done ends the list.',
    ),
});
export type LessonReport = z.infer<typeof zLessonReport>;

/** What a lesson does up to and including a step, all of it at one time. [s] */
export function changesUpTo({ steps }: Lesson, step: string, at = 0): RunChange[] {
  const last = steps.findIndex(({ id }) => id === step);
  if (last < 0) throw new Error(`The lesson has no step "${step}".`);
  return changes(steps.slice(0, last + 1), at);
}

/** What one step of a lesson does. [s] */
export const changesOf = ({ steps }: Lesson, step: string, at: number): RunChange[] =>
  changes(
    steps.filter(({ id }) => id === step),
    at,
  );

const changes = (steps: readonly LessonStep[], at: number): RunChange[] =>
  steps.flatMap(({ actions }) => actions.map((action) => ({ ...action, at: at * 1e9 })));

/** The claims of a step held against a run in which its actions and those of all steps before were applied at the start. */
export const measureClaims = ({ claims }: LessonStep, report: Report): MeasuredClaim[] =>
  claims.map(({ text, measure: path, unit, value, tolerance, interval }) => {
    const measured = measure(report, path);
    const holds = measured !== null && Math.abs(measured - value) <= tolerance;
    return { text, measure: path, unit, claimed: value, tolerance, measured, ...(interval && { interval }), holds };
  });

export interface MeasuredLesson {
  readonly steps: readonly StepReport[];
  /** Actions that do not fit the design as the steps before left it. An error ends the lesson there. */
  readonly problems: readonly Problem[];
}

/**
 * Runs every step of a lesson and measures what it claims.
 * @param base the run of the design as it is, with the same options: steps that change nothing need no other
 */
export function runLesson(design: Design, lesson: Lesson, base: Report, options: Omit<RunOptions, 'changes'> = {}): MeasuredLesson {
  const steps: StepReport[] = [];
  const problems: Problem[] = [];
  let state: State = { design, faults: [], problems: [] };
  for (const [i, step] of lesson.steps.entries()) {
    state = after(step, state);
    problems.push(...state.problems);
    if (state.problems.some(isError)) break;
    const sofar = changes(lesson.steps.slice(0, i + 1), 0);
    const onProgress = (share: number): void => options.onProgress?.((i + share) / lesson.steps.length);
    const result = sofar.length === 0 ? { ok: true as const, value: base } : run(design, { ...options, onProgress, changes: sofar });
    if (!result.ok) {
      problems.push(...result.problems);
      break;
    }
    const { digest, requests, degraded } = result.value;
    const claims = measureClaims(step, result.value);
    steps.push({ id: step.id, title: step.title, digest, goodput: requests.goodput, degraded, claims });
  }
  return { steps, problems };
}

/** What is wrong with the actions of a lesson: each must fit the design as those before left it, and do something. */
export function lessonProblems(design: Design, { steps }: Lesson): Problem[] {
  const problems: Problem[] = [];
  let state: State = { design, faults: [], problems: [] };
  for (const step of steps) {
    state = after(step, state);
    problems.push(...state.problems);
  }
  return problems;
}

interface State {
  readonly design: Design;
  /** Ids of faults that are on. */
  readonly faults: readonly string[];
  /** Of the last step. */
  readonly problems: readonly Problem[];
}

function after({ id, actions, findings }: LessonStep, before: State): State {
  let { design, faults } = before;
  const problems: Problem[] = [];
  const wrong = (severity: Problem['severity'], message: string, remedy: string): void =>
    void problems.push({ code: 'lesson-action', severity, where: `steps.${id}.actions`, message, remedy });
  const told = new Set<string>();
  for (const action of actions) {
    if (action.kind === 'heal') {
      if (!faults.includes(action.fault))
        wrong('warning', `The fault "${action.fault}" is not on.`, 'Name a fault that an earlier step starts.');
      faults = faults.filter((fault) => fault !== action.fault);
      continue;
    }
    // In the script of a design a fault is held against the design: target, strength and times.
    const next = edited(design, action.kind === 'edit' ? action.edit : { kind: 'set-faults', faults: [action.fault] });
    const all = next === null ? [notAnEdit] : newProblems(design, next);
    for (const { code } of all) told.add(code);
    const found = all.filter(({ code }) => !findings.includes(code));
    for (const { severity, where, message, remedy } of found) wrong(severity, `${message} (${where})`, remedy);
    if (next === null || found.some(isError)) continue;
    if (action.kind === 'inject') faults = [...faults, action.fault.id];
    else {
      if (JSON.stringify(next) === JSON.stringify(design))
        wrong('warning', 'An edit changes nothing.', 'Check the ids in it, or remove it.');
      design = next;
    }
  }
  for (const finding of findings.filter((code) => !told.has(code)))
    wrong('warning', `The step is about the finding "${finding}", which its actions do not bring.`, 'Mend the actions, or leave it out.');
  return { design, faults, problems };
}

/** What is wrong with a design and was not before. */
function newProblems(before: Design, after: Design): Problem[] {
  const known = new Set(check(before).map(({ code, where }) => `${code} ${where}`));
  return check(after).filter(({ code, where }) => !known.has(`${code} ${where}`));
}

const notAnEdit: Problem = {
  code: 'lesson-action',
  severity: 'error',
  where: 'edit',
  message: 'This is no edit.',
  remedy: 'Write an edit with all of its fields.',
};

/** The design after an edit; null where the edit is none. Of an edit in a file one knows only that it has a kind. */
function edited(design: Design, edit: Edit): Design | null {
  try {
    return apply(design, edit);
  } catch {
    return null;
  }
}
