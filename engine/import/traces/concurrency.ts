import type { Run } from './observed';

/** How much a component can do at once, as far as its runs show. */
export interface Concurrency {
  readonly replicas: number;
  /** Of one replica. */
  readonly workers: number;
  /** Whether a worker is held while it waits for others. */
  readonly blocking: boolean;
  /** Measured: calls waited while so many were in work. Guessed: none is seen to wait, so it is twice the most that was in work at once, and 16 at least. */
  readonly from: 'waiting' | 'overlap';
  /** Most that waited at one replica at one time. */
  readonly longestQueue: number;
}

/** Share of the waiting time in which as many were in work as are taken to be the workers. */
const STEADY = 0.5;

/** Workers of what is not seen to run short of them: as many as services have that nobody has told anything. */
const LEAST = 16;

/** Counts what was in work at each replica, and above all while something waited: then all workers were in use. */
export function concurrencyOf(runs: readonly Run[]): Concurrency {
  const byInstance = new Map<string, Run[]>();
  // A call that was turned away before it came to a replica says nothing of how many there are.
  const named = runs.some(({ instance }) => instance !== '');
  for (const run of runs) {
    if (named && run.instance === '') continue;
    const list = byInstance.get(run.instance);
    if (list === undefined) byInstance.set(run.instance, [run]);
    else list.push(run);
  }
  const levels = new Levels();
  const lists = [...byInstance.values()];
  for (const list of lists) {
    levels.add(list, true);
    levels.add(list, false);
  }
  const replicas = Math.max(1, byInstance.size);
  const [held, free] = [levels.steadiest(true), levels.steadiest(false)];
  // Whichever way of counting gives the same number whenever something waits is how its workers are counted.
  const blocking = held.share >= free.share;
  const { level, share } = blocking ? held : free;
  if (share >= STEADY && level > 0) return { replicas, workers: level, blocking, from: 'waiting', longestQueue: levels.longestQueue };
  return { replicas, workers: Math.max(LEAST, 2 * levels.most), blocking: true, from: 'overlap', longestQueue: levels.longestQueue };
}

class Levels {
  most = 0;
  longestQueue = 0;
  /** Time during which something waited, by how many were in work. [ns] */
  private readonly waiting = { held: new Map<number, number>(), free: new Map<number, number>() };

  add(runs: readonly Run[], blocking: boolean): void {
    const book = blocking ? this.waiting.held : this.waiting.free;
    const moments: { readonly at: number; readonly queued: number; readonly working: number }[] = [];
    for (const run of runs) {
      // Turned away at the door: it held nothing.
      if (run.failed && run.end - run.start === (run.waited ?? 0)) continue;
      const began = run.start + (run.waited ?? 0);
      if (began > run.start) moments.push({ at: run.start, queued: 1, working: 0 }, { at: began, queued: -1, working: 0 });
      if (blocking) moments.push({ at: began, queued: 0, working: 1 }, { at: run.end, queued: 0, working: -1 });
      else {
        for (let i = 0; i < run.busy.length; i += 2) {
          const [from, to] = [Math.max(began, run.busy[i]!), run.busy[i + 1]!];
          if (to > from) moments.push({ at: from, queued: 0, working: 1 }, { at: to, queued: 0, working: -1 });
        }
      }
    }
    // Who leaves makes room for who comes in the same moment.
    moments.sort((a, b) => a.at - b.at || a.working - b.working || a.queued - b.queued);
    let [queued, working, since] = [0, 0, 0];
    for (const moment of moments) {
      if (queued > 0 && moment.at > since) book.set(working, (book.get(working) ?? 0) + moment.at - since);
      since = moment.at;
      queued += moment.queued;
      working += moment.working;
      this.longestQueue = Math.max(this.longestQueue, queued);
      if (blocking) this.most = Math.max(this.most, working);
    }
  }

  /** How many were in work during most of the waiting time, and during which share of it. */
  steadiest(blocking: boolean): { readonly level: number; readonly share: number } {
    const book = blocking ? this.waiting.held : this.waiting.free;
    let [level, longest, all] = [0, 0, 0];
    for (const [workers, time] of book) {
      all += time;
      if (time > longest) [level, longest] = [workers, time];
    }
    return { level, share: all > 0 ? longest / all : 0 };
  }
}
