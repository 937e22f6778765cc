import type { RecordedArrivals } from '../nodes/definition';
import { Kind, type Task } from './task';

/** Rows of one client. */
interface Stretch {
  readonly firstRow: number;
  readonly rows: number;
  /** By attempt, the first one first; -1 where nothing was recorded. [ns] */
  readonly attempts: readonly Float64Array[];
}

/** What was recorded of one step, under one column's name, over all clients. */
export class RecordedTimes {
  constructor(private readonly stretches: readonly Stretch[]) {}

  /**
   * The step's time in the name of the request that `task` works for, at the attempt that it is. An attempt beyond those recorded
   * takes as long as the last of them. [ns]
   * @returns -1 where nothing was recorded
   */
  of(task: Task): number {
    const { row } = task;
    if (row < 0) return -1;
    for (const { firstRow, rows, attempts } of this.stretches) {
      const at = row - firstRow;
      if (at < 0 || at >= rows) continue;
      let call = task;
      while (call.kind === Kind.branch) call = call.parent!;
      return attempts[Math.min(call.attempt, attempts.length) - 1]![at]!;
    }
    return -1;
  }
}

/** The columns of the recordings that play, by name. `service.2` is what `service` took at the second attempt. */
export function recordedTimes(
  playing: readonly { readonly arrivals: RecordedArrivals; readonly firstRow: number }[],
): Map<string, RecordedTimes> {
  const byName = new Map<string, Stretch[]>();
  for (const { arrivals, firstRow } of playing) {
    const columns = new Map((arrivals.columns ?? []).map((column) => [column.name, column]));
    for (const name of columns.keys()) {
      const attempts: Float64Array[] = [];
      for (let column = columns.get(name); column !== undefined; column = columns.get(`${name}.${attempts.length + 1}`))
        attempts.push(Float64Array.from(column.times, (time) => time ?? -1));
      byName.set(name, [...(byName.get(name) ?? []), { firstRow, rows: arrivals.times.length, attempts }]);
    }
  }
  return new Map([...byName].map(([name, stretches]) => [name, new RecordedTimes(stretches)]));
}
