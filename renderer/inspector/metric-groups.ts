import { type Column, linkColumns, nodeColumns, sharedColumn } from '../../engine/measure/columns';
import type { Role } from '../../engine/nodes/definition';

/** Columns that belong side by side. */
export interface MetricGroup {
  readonly title: string;
  readonly columns: readonly Column[];
}

/** A column that can be anything but zero for this role. */
const concerns = (role: Role) => (column: Column) => column.roles === undefined || column.roles.includes(role);
const isPercentile = ({ id }: Column) => /^p\d+$/.test(id);

/**
 * What a node of a role is told by: flows, times from arrival to answer, their parts, and what is there now. The number
 * behind the percentiles is no group's: it stands in the title of theirs.
 * @param sharing whether its calls share the cores instead of waiting
 */
export function nodeMetricGroups(role: Role, sharing = false): readonly MetricGroup[] {
  const own = (nodeColumns as readonly Column[])
    .filter(concerns(role))
    .filter(({ unit }) => unit !== 'samples')
    .map((column) => (sharing ? sharedColumn(column) : column));
  return filled([
    { title: 'Total time', columns: own.filter(isPercentile) },
    { title: 'Of it, on average', columns: own.filter((column) => column.unit === 'ms' && !isPercentile(column)) },
    { title: 'Flow in the last second', columns: own.filter(({ unit, id }) => unit === '1/s' || id === 'errorShare') },
    { title: 'Now', columns: own.filter(({ unit, id }) => unit !== '1/s' && unit !== 'ms' && id !== 'errorShare') },
  ]);
}

/** States have words of their own and are shown as such. */
export const linkMetricGroups = (): readonly MetricGroup[] =>
  filled([
    { title: 'Last second, as the caller sees it', columns: (linkColumns as readonly Column[]).filter(({ unit }) => unit !== 'state') },
  ]);

const filled = (groups: readonly MetricGroup[]) => groups.filter(({ columns }) => columns.length > 0);
