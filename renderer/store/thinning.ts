import { type Column, linkColumns, nodeColumns } from '../../engine/measure/columns';

/**
 * How the rows of two neighbouring stretches of time become one: the mean over time; the highest or lowest, where a peak or a
 * loss must not vanish; or a mean in which each stretch counts by another column of its row, the calls behind a mean duration.
 */
export type Merge = 'mean' | 'max' | 'min' | { readonly by: number };

/** Peaks and states that are worse the higher they are. */
const highest = new Set(['p95', 'p99', 'backlog', 'queueShare', 'breaker', 'cut', 'transfers']);
const lowest = new Set(['replicasUp', 'concurrencyLimit']);

/** One for each column, in their order. @param weight id of the column that says how many calls a time was measured on */
const mergesOf = (columns: readonly Column[], weight: string): readonly Merge[] =>
  columns.map(({ id, unit }) => {
    if (highest.has(id)) return 'max';
    if (lowest.has(id)) return 'min';
    return unit === 'ms' ? { by: columns.findIndex((column) => column.id === weight) } : 'mean';
  });

export const nodeMerges = mergesOf(nodeColumns, 'samples');
export const linkMerges = mergesOf(linkColumns, 'calls');
