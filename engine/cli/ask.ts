import { failure, type Problem, type Result, success } from '../core/problem';
import { load } from '../design/file';
import type { Design } from '../design/schema';
import type { ConditionWanted } from '../what-if/conditions';
import type { Document } from '../export/html/registry';
import type { WhatIf } from '../what-if/definition';
import { asJson, refuse } from './answer';
import { type ExitCode, exitCodes, type Io } from './io';
import { answered, type ManyRunsOptions } from './many-runs';
import { readText } from './read-file';

/** What every question about one design can be told. */
export type AskOptions = Pick<ManyRunsOptions, 'seed' | 'replications' | 'json' | 'html' | 'jobs' | 'queue'>;

/** How a what-if is asked from the command line, and told. */
export interface Asking<W, A> {
  readonly whatIf: WhatIf<W, A>;
  /** What is asked of the design. */
  readonly wanted: (design: Design) => Result<object>;
  /** For people. */
  readonly text: (answer: A, colors: boolean) => string;
  /** Whether the answer is one that a build may go on with. */
  readonly isFine: (answer: A) => boolean;
}

/** Reads a design, asks a what-if of it and prints the answer. */
export async function askAbout<W, A extends Document>(path: string, asking: Asking<W, A>, options: AskOptions, io: Io): Promise<ExitCode> {
  const { json = false, seed, replications } = options;
  const text = await readText(path);
  if (!text.ok) return refuse(text.problems, json, io);
  const file = load(text.value);
  if (!file.ok) return refuse(file.problems, json, io);
  const { design } = file.value;
  const wanted = asking.wanted(design);
  if (!wanted.ok) return refuse(wanted.problems, json, io);
  const whole = { design, ...wanted.value, ...(seed !== undefined && { seed }), ...(replications !== undefined && { replications }) };
  const result = await answered(asking.whatIf, whole, options, io);
  if (!result.ok) return refuse(result.problems, json, io);
  io.out(json ? asJson(result.value) : asking.text(result.value, io.colors));
  return asking.isFine(result.value) ? exitCodes.fine : exitCodes.failed;
}

/** Only what was said. */
export const said = <T extends object>(options: T): Partial<T> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;

export const CONDITION_FORM = 'requests.latency.p99<500 or requests.goodput>=200';

/** Conditions as people write them. */
export function conditionsFrom(texts: readonly string[] = []): Result<{ readonly conditions?: ConditionWanted[] }> {
  const conditions: ConditionWanted[] = [];
  for (const text of texts) {
    const [, figure = '', sign, bound] = /^(.+?) ?(<|>=) ?(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
    if (sign === undefined) return failure(badOption('--condition', `"${text}" is no condition.`, `Write ${CONDITION_FORM}.`));
    conditions.push(sign === '<' ? { figure, below: Number(bound) } : { figure, atLeast: Number(bound) });
  }
  return success(conditions.length > 0 ? { conditions } : {});
}

export const badOption = (where: string, message: string, remedy: string): Problem => ({
  code: 'bad-option',
  severity: 'error',
  where,
  message,
  remedy,
});
