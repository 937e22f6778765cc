import type { GroupLine } from '../../engine/measure/group-lines';
import { formatMs, formatNumber } from '../panels/format';
import classes from './theory.module.css';
import { useAccount } from './use-account';

/** How far each consumer group of a log has come, and its partitions, those that are furthest behind first. */
export function NodeGroups({ id }: { readonly id: string }) {
  const account = useAccount(id);
  const groups = account?.node.groups ?? [];
  if (groups.length === 0)
    return <p className={classes['why']}>No group has read yet. Link the log to the services that consume from it.</p>;
  return groups.map((group) => <Group key={group.id} group={group} />);
}

/** Partitions that are shown of each group. */
const MOST = 12;

function Group({ group }: { readonly group: GroupLine }) {
  const partitions = group.partitions.toSorted((a, b) => b.lag - a.lag);
  return (
    <>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{group.consumer}</th>
            <th scope="col">Read by</th>
            <th scope="col">Lag</th>
            <th scope="col">Behind</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">All partitions</th>
            <td>{count(group.members, 'replica')}</td>
            <td>{formatNumber(group.lag)}</td>
            <td>{formatMs(group.lagSeconds * 1000)}</td>
          </tr>
          {partitions.slice(0, MOST).map((partition) => (
            <tr key={partition.id}>
              <th scope="row">Partition {partition.id}</th>
              <td>{partition.owner === null ? 'nobody' : `replica ${partition.owner + 1}`}</td>
              <td>{formatNumber(partition.lag)}</td>
              <td>{formatMs(partition.lagSeconds * 1000)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes['why']}>
        {partitions.length > MOST && `${partitions.length - MOST} partitions more, with less lag. `}
        {text(group)}
      </p>
    </>
  );
}

function text({ acked, rebalances, duplicated, outOfOrder, deadLettered, dropped, expired, lost }: GroupLine): string {
  const facts = [
    { n: duplicated, what: 'done twice' },
    { n: outOfOrder, what: 'out of order' },
    { n: deadLettered, what: 'dead letters' },
    { n: dropped, what: 'skipped' },
    { n: expired, what: 'expired unread' },
    { n: lost, what: 'lost' },
  ].filter(({ n }) => n > 0);
  return [
    `${formatNumber(acked)} committed`,
    count(rebalances, 'rebalance'),
    ...facts.map(({ n, what }) => `${formatNumber(n)} ${what}`),
  ].join(', ');
}

const count = (n: number, of: string): string => `${n} ${of}${n === 1 ? '' : 's'}`;
