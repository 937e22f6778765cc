import type { GroupLine } from '../measure/group-lines';
import { count, measure } from './numbers';
import { table, type TableColumn } from './table';

/** How the consumer groups of logs stand, each followed by its partitions that lag. */
export function groupsText(groups: readonly GroupLine[], colors: boolean): string {
  const behind = groups.flatMap(({ id: link, partitions }) =>
    partitions
      .filter(({ lag }) => lag > 0)
      .toSorted((a, b) => b.lag - a.lag)
      .slice(0, 5)
      .map((partition) => ({ link, ...partition })),
  );
  return table(groups, columns, colors) + (behind.length > 0 ? `\n${table(behind, partitionColumns, colors)}` : '');
}

const columns: readonly TableColumn<GroupLine>[] = [
  { title: 'Group', of: ({ id }) => id, align: 'left' },
  { title: 'Members', of: ({ members }) => count(members) },
  { title: 'Lag', of: ({ lag }) => count(lag) },
  { title: 'Lag s', of: ({ lagSeconds }) => measure(lagSeconds) },
  { title: 'Committed', of: ({ acked }) => count(acked) },
  { title: 'Done twice', of: ({ duplicated }) => count(duplicated) },
  { title: 'Out of order', of: ({ outOfOrder }) => count(outOfOrder) },
  { title: 'Dead letters', of: ({ deadLettered }) => count(deadLettered) },
  { title: 'Skipped', of: ({ dropped }) => count(dropped) },
  { title: 'Expired', of: ({ expired }) => count(expired) },
  { title: 'Lost', of: ({ lost }) => count(lost) },
  { title: 'Rebalances', of: ({ rebalances }) => count(rebalances) },
];

const partitionColumns: readonly TableColumn<GroupLine['partitions'][number] & { readonly link: string }>[] = [
  { title: 'Furthest behind', of: ({ link }) => link, align: 'left' },
  { title: 'Partition', of: ({ id }) => id },
  { title: 'Read by replica', of: ({ owner }) => (owner === null ? 'nobody' : String(owner + 1)) },
  { title: 'Lag', of: ({ lag }) => count(lag) },
  { title: 'Lag s', of: ({ lagSeconds }) => measure(lagSeconds) },
];
