import { z } from 'zod';
import { failure, type Problem, type Result, severities, success } from '../../core/problem';
import { zReport } from '../../measure/report';
import { upgrade } from '../../design/upgrades';
import { zAftermath } from '../../what-if/aftermath';
import { zAnyDesign } from '../../what-if/definition';
import { zOutcome } from '../../what-if/outcome';
import type { DoneOf, JobOf, TaskName } from '../../what-if/tasks';

// What goes through the queue. Whoever can write to the Redis can write anything: both sides read strictly.

const zOptions = z.strictObject({
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional(),
  duration: z.number().positive().max(604_800).optional(),
  warmup: z.union([z.number().min(0).max(86_400), z.literal('auto')]).optional(),
});
const zRun = z.strictObject({ design: zAnyDesign(), options: zOptions });

/** Jobs and results of each task that may be asked for. */
const wires = {
  report: { job: zRun, done: zReport },
  outcome: { job: zRun.extend({ figures: z.array(z.string().max(500)).max(1_000) }), done: zOutcome },
  aftermath: { job: zRun, done: zAftermath },
} as const satisfies Record<TaskName, { readonly job: z.ZodType; readonly done: z.ZodType }>;

const zEngine = z.string().max(100);
const zWanted = z.strictObject({
  format: z.literal('faultline-queued-run-1'),
  engine: zEngine.describe('Whose result it is to be.'),
  task: z.enum(Object.keys(wires) as TaskName[]),
  job: z.unknown(),
});
export type Wanted = z.infer<typeof zWanted>;

const zProblem = z.strictObject({
  code: z.string().max(200),
  severity: z.enum(severities),
  where: z.string().max(1_000),
  message: z.string().max(5_000),
  remedy: z.string().max(5_000),
  ignored: z.string().max(5_000).optional(),
});
const zDone = z.strictObject({
  format: z.literal('faultline-run-done-1'),
  engine: zEngine.describe('Whose result it is.'),
  result: z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value: z.unknown() }),
    z.strictObject({ ok: z.literal(false), problems: z.array(zProblem).min(1).max(1_000) }),
  ]),
});
export type Done = z.infer<typeof zDone>;

export const wantedOf = <N extends TaskName>(engine: string, task: N, job: JobOf<N>): Wanted => ({
  format: 'faultline-queued-run-1',
  engine,
  task,
  job,
});

export interface ReadJob<N extends TaskName = TaskName> {
  readonly task: N;
  readonly job: JobOf<N>;
}

/** Reads a job that somebody put into the queue of this engine. */
export function readJob(data: unknown, engine: string): Result<ReadJob> {
  const wanted = zWanted.safeParse(data);
  if (!wanted.success) return failure(unreadable(wanted.error));
  if (wanted.data.engine !== engine) return failure(otherEngine(wanted.data.engine, engine));
  const { task } = wanted.data;
  const job = wires[task].job.safeParse(wanted.data.job);
  if (!job.success) return failure(unreadable(job.error));
  // A design of a newer version is refused by name, rather than field by field.
  const design = upgrade(job.data.design);
  if (!design.ok) return design;
  return success({ task, job: { ...job.data, design: design.value } as JobOf<TaskName> });
}

/** Reads the result of such a job. What comes out is as it was sent: a parser's order of fields would not be the engine's. */
export function readDone<N extends TaskName>(data: unknown, engine: string, task: N): Result<DoneOf<N>> {
  const done = zDone.safeParse(data);
  if (!done.success) return failure(unreadable(done.error));
  if (done.data.engine !== engine) return failure(otherEngine(done.data.engine, engine));
  const { result } = data as { readonly result: Result<DoneOf<N>> };
  if (!result.ok) return failure(...result.problems);
  const value = wires[task].done.safeParse(result.value);
  return value.success ? success(result.value) : failure(unreadable(value.error));
}

/** What cannot go through the queue, or null. */
export const unsendable = ({ options }: JobOf<TaskName>): Problem | null =>
  options.traces === undefined && options.changes === undefined
    ? null
    : {
        code: 'queue-unsendable',
        severity: 'error',
        where: '--queue',
        message: 'A run with a recording, or with changes made by hand, does not go through a queue.',
        remedy: 'Leave --queue out, or leave the recording out.',
      };

const otherEngine = (theirs: string, ours: string): Problem => ({
  code: 'queue-engine',
  severity: 'error',
  where: '--queue',
  message: `This run is of engine ${theirs}; this is engine ${ours}. Two engines may give two results.`,
  remedy: 'Use the same Faultline on all machines.',
});

function unreadable({ issues: [issue] }: z.ZodError): Problem {
  return {
    code: 'queue-unreadable',
    severity: 'error',
    where: `--queue ${issue?.path.map(String).join('.') ?? ''}`.trim(),
    message: `What came through the queue is not what Faultline writes: ${issue?.message ?? 'it cannot be read'}.`,
    remedy: 'See who else writes to this Redis; delete the keys {faultline}:* if in doubt.',
  };
}
