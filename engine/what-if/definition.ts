import { z } from 'zod';
import { failure, type Problem, type Result } from '../core/problem';
import type { Design } from '../design/schema';
import type { Crew } from './crew';

export interface WhatIfHooks {
  /** Hears the share that is done, 0 to 1; it never falls. */
  readonly onProgress?: (share: number) => void;
  /** Aborted, the what-if ends and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A question that takes many runs. Its answer is a function of what is wanted, whoever does the runs. */
export interface WhatIf<Wanted, Answer> {
  readonly name: string;
  /** What it is, in a few words for people. */
  readonly title: string;
  /** Everything that is asked for: plain data. */
  readonly wanted: z.ZodType<Wanted>;
  /** The document that comes out; its `format` tells it apart. */
  readonly answer: z.ZodType<Answer>;
  readonly run: (wanted: Wanted, crew: Crew, hooks: WhatIfHooks) => Promise<Result<Answer>>;
}

export const defineWhatIf = <const N extends string, W, A>(of: WhatIf<W, A> & { readonly name: N }) => of;

/** A design inside what is wanted. Its own schema says what is wrong with it, when it runs. */
export const zAnyDesign = () =>
  z.record(z.string(), z.unknown()).meta({ title: 'Design' }).describe('A design, as its file has it.') as unknown as z.ZodType<Design>;

export const SEEDS = 2 ** 32;

/** Fields of a question about runs of a design. */
export const runFields = {
  seed: z
    .int()
    .min(0)
    .max(SEEDS - 1)
    .optional()
    .describe('Seed of the first run; the others follow. The design’s own when left out.'),
  duration: z
    .number()
    .min(0.01)
    .max(604_800)
    .optional()
    .describe('Simulated time of each run, warm-up included; the design’s own when left out. [s]'),
  warmup: z
    .number()
    .min(0)
    .max(86_400)
    .optional()
    .describe('Time at the start that accounts leave out; the design’s own when left out. [s]'),
};

/** Seeds of so many runs: they follow each other. */
export const seedsOf = (design: Design, { seed = design.seed ?? 1 }: { readonly seed?: number | undefined }, count: number): number[] =>
  Array.from({ length: count }, (_, i) => (seed + i) % SEEDS);

/** Reads what is wanted of a what-if, and answers. Whatever is wrong with it is told as problems. */
export async function ask<W, A>(whatIf: WhatIf<W, A>, wanted: unknown, crew: Crew, hooks: WhatIfHooks = {}): Promise<Result<A>> {
  const parsed = whatIf.wanted.safeParse(wanted);
  if (!parsed.success) return failure(...parsed.error.issues.map((issue) => badWish(whatIf.name, issue)));
  return whatIf.run(parsed.data, crew, hooks);
}

const badWish = (name: string, { path, message }: z.core.$ZodIssue): Problem => ({
  code: 'bad-what-if',
  severity: 'error',
  where: path.map(String).join('.') || name,
  message: `A ${name} cannot be asked for like that: ${message}`,
  remedy: `See what may be asked: faultline schema ${name}-wanted.`,
});
