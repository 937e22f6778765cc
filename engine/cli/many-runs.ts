import type { Result } from '../core/problem';
import type { Document } from '../export/html/registry';
import { remembering } from '../what-if/remembered';
import type { WhatIf } from '../what-if/definition';
import { ask } from '../what-if/definition';
import { hire, type HireOptions } from './hire';
import { type HtmlOptions, writeReport } from './html-file';
import type { Io } from './io';
import { openResults } from './results-file';

export interface ManyRunsOptions extends HireOptions, HtmlOptions {
  readonly seed?: number;
  /** [s] */
  readonly duration?: number;
  /** [s] */
  readonly warmup?: number;
  readonly replications?: number;
  /** File that keeps each run's result. */
  readonly results?: string;
  /** Whether to go on with that file. */
  readonly resume?: boolean;
  readonly json?: boolean;
}

/** What every question about many runs may be asked with; nothing that was not asked: the rest is the design's to say. */
export const runsAsked = ({ seed, duration, warmup, replications }: ManyRunsOptions) => ({
  ...(seed !== undefined && { seed }),
  ...(duration !== undefined && { duration }),
  ...(warmup !== undefined && { warmup }),
  ...(replications !== undefined && { replications }),
});

/** Has a what-if answered: hires whoever does the runs, keeps and recalls results where there is a file for them, and shows how far it is. */
export async function answered<W, A extends Document>(
  whatIf: WhatIf<W, A>,
  wanted: unknown,
  options: ManyRunsOptions,
  io: Io,
): Promise<Result<A>> {
  const { results, resume = false } = options;
  const kept = results === undefined ? undefined : openResults(results, resume);
  if (kept?.ok === false) return kept;
  const memory = kept?.value;
  if (memory && memory.found > 0 && options.json !== true) io.err(`${memory.found} results found in ${results}\n`);
  const hired = await hire(options, Infinity, io);
  if (!hired.ok) return hired;
  const crew = hired.value;
  io.progress.start();
  try {
    const run = memory ? remembering(crew.run, memory, io.engine()) : crew.run;
    const answer = await ask(whatIf, wanted, run, { onProgress: (share) => io.progress.show(share) });
    const written = answer.ok ? await writeReport(options, answer.value, null, io) : answer;
    return written.ok ? answer : written;
  } finally {
    io.progress.stop();
    await crew.dismiss();
    memory?.close();
  }
}
