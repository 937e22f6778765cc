import type { Prompt } from '../prompt-file';
import type { LoadRun } from './criterion';

/** The worst of some runs. */
export function worst(load: readonly LoadRun[]): Pick<LoadRun, 'p99' | 'answered'> {
  const answered = load.map((run) => run.answered);
  const p99 = load.map((run) => run.p99);
  return {
    // A run in which nothing was answered has no p99, and that is worse than any.
    p99: p99.includes(null) ? null : Math.max(...p99.map(Number)),
    answered: answered.includes(null) ? null : Math.min(...answered.map(Number)),
  };
}

/** Whether every run meets what the prompt asks for. */
export function targetMet({ targets }: Prompt, load: readonly LoadRun[]): boolean {
  const { p99, answered } = worst(load);
  return load.length > 0 && p99 !== null && answered !== null && p99 <= targets.p99 / 1e6 && answered >= targets.availability;
}

/** Standard deviations of a count that come about by luck once in some hundred times. */
const LUCK = 3;

/** The drawing's own objectives that the runs together miss by more than luck: a few requests too many in ten seconds say nothing. */
export function missedClearly(load: readonly LoadRun[]): readonly string[] {
  return Object.keys(load[0]?.spent ?? {}).filter((id) => {
    const all = load.flatMap(({ spent }) => spent[id] ?? []);
    const bad = all.reduce((sum, one) => sum + one.bad, 0);
    const expected = all.reduce((sum, { counted, allowed }) => sum + counted * allowed, 0);
    return bad > expected + LUCK * Math.sqrt(Math.max(1, expected));
  });
}

/** The component with the least room, over all runs. */
export function busiest(load: readonly LoadRun[]): { readonly node: string; readonly utilization: number } | null {
  const all = load.flatMap(({ utilization }) => Object.entries(utilization).map(([node, value]) => ({ node, utilization: value })));
  return all.reduce<(typeof all)[number] | null>((most, one) => (most === null || one.utilization > most.utilization ? one : most), null);
}
