import type { NoteTaker } from './note-taker';

interface Sized {
  readonly replicas: number;
  /** Processors that one replica may use at most; no bound when undefined. [cores] */
  readonly cpus?: number | undefined;
}

/** What a call costs on a whole processor, where nothing is known. [ms] */
const WORK = 5;

/**
 * Parameters of a service of that size. A bound on its processors makes it share them among all calls that it works on; less
 * than one makes work longer in proportion.
 */
export function serving(name: string, { replicas, cpus }: Sized, notes: NoteTaker): Record<string, unknown> {
  notes.guessed(`Service times: nothing says how long work takes, so each call costs a service its usual ${WORK} ms of a whole processor.`);
  if (cpus === undefined || !(cpus > 0)) return { replicas };
  const time = cpus < 1 ? Math.min(60_000, Math.round((WORK / cpus) * 10) / 10) : WORK;
  notes.inferred(
    `“${name}” may use ${cpus} of a processor${cpus < 1 ? `, so ${WORK} ms of work take at least ${time} ms` : ''}: its calls share that.`,
  );
  return {
    replicas,
    workers: Math.max(1, Math.min(256, Math.round(cpus))),
    mode: 'async',
    discipline: { kind: 'processor-sharing' },
    serviceTime: `${time}ms`,
  };
}
