import type { Result } from '../core/problem';
import type { Crew } from './crew';
import { challenge } from './challenge';
import { chaos } from './chaos-matrix';
import { ask, type WhatIf, type WhatIfHooks } from './definition';
import { compare } from './compare';
import { critique } from './critique';
import { knee } from './knee';
import { metastability } from './metastability';
import { experiment } from './experiment';
import { replications } from './replicate';
import { sweep } from './sweep';
import { tornado } from './tornado';
import { rightSizing } from './right-size';

/** Every what-if, by name: what the command line, the workers of a page and those behind a queue can be asked for. */
export const whatIfs = {
  [compare.name]: compare,
  [experiment.name]: experiment,
  [replications.name]: replications,
  [sweep.name]: sweep,
  [tornado.name]: tornado,
  [knee.name]: knee,
  [rightSizing.name]: rightSizing,
  [metastability.name]: metastability,
  [chaos.name]: chaos,
  [critique.name]: critique,
  [challenge.name]: challenge,
} as const;

export type WhatIfName = keyof typeof whatIfs;
export type WantedOf<N extends WhatIfName> = Parameters<(typeof whatIfs)[N]['run']>[0];
export type AnswerOf<N extends WhatIfName> = (typeof whatIfs)[N] extends WhatIf<infer _, infer A> ? A : never;

/** Answers the what-if of that name. */
export const answer = <N extends WhatIfName>(name: N, wanted: WantedOf<N>, crew: Crew, hooks: WhatIfHooks): Promise<Result<AnswerOf<N>>> =>
  // Each takes its own wishes; the registry cannot say so to the compiler.
  ask(whatIfs[name] as unknown as WhatIf<WantedOf<N>, AnswerOf<N>>, wanted, crew, hooks);
