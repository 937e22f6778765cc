import { Table, VisuallyHidden } from '@mantine/core';
import type { Estimate } from '../../engine/what-if/estimate';
import type { Replications } from '../../engine/what-if/replicate';
import { formatMs, formatNumber, formatRate, formatShare } from '../panels/format';
import classes from './replications.module.css';
import { within } from './within';

type Format = (value: number | null) => string;
interface Column<T> {
  readonly title: string;
  readonly of: (row: T) => Estimate;
  readonly format: Format;
}

const nodeColumns: readonly Column<Replications['nodes'][number]>[] = [
  { title: 'Rate', of: ({ rate }) => rate, format: formatRate },
  { title: 'Errors', of: ({ errorShare }) => errorShare, format: formatShare },
  { title: 'p50', of: ({ total }) => total.p50, format: formatMs },
  { title: 'p99', of: ({ total }) => total.p99, format: formatMs },
  { title: 'Utilization', of: ({ utilization }) => utilization, format: formatShare },
  { title: 'Most waiting', of: ({ maxBacklog }) => maxBacklog, format: formatNumber },
];
const linkColumns: readonly Column<Replications['links'][number]>[] = [
  { title: 'Rate', of: ({ rate }) => rate, format: formatRate },
  { title: 'Errors', of: ({ errorShare }) => errorShare, format: formatShare },
  { title: 'p50', of: ({ duration }) => duration.p50, format: formatMs },
  { title: 'p99', of: ({ duration }) => duration.p99, format: formatMs },
  { title: 'Retries', of: ({ retries }) => retries, format: formatNumber },
  { title: 'Breaker trips', of: ({ breakerTrips }) => breakerTrips, format: formatNumber },
];

/** Means over the runs, each with half of its confidence interval. */
export function ResultTables({ result, nameOf }: { readonly result: Replications; readonly nameOf: (id: string) => string }) {
  const { requests, nodes, links, slos, runs, degradedFirst } = result;
  const figures: readonly (readonly [string, Estimate, Format])[] = [
    ['Answered', requests.throughput, formatRate],
    ['Answered in time', requests.goodput, formatRate],
    ['Failed', requests.failedShare, formatShare],
    ['p50', requests.latency.p50, formatMs],
    ['p95', requests.latency.p95, formatMs],
    ['p99', requests.latency.p99, formatMs],
  ];
  return (
    <>
      <h3 className={classes['heading']}>Requests</h3>
      <table className={classes['table']} aria-label="Requests">
        <tbody>
          {figures.map(([title, of, format]) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td>{within(of, format)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {slos.length > 0 && (
        <>
          <h3 className={classes['heading']}>Objectives</h3>
          <table className={classes['table']} aria-label="Objectives">
            <tbody>
              {slos.map(({ id, text, met, metIn }) => (
                <tr key={id}>
                  <th scope="row">{text}</th>
                  <td className={met ? undefined : classes['missed']}>
                    {met ? '' : 'missed: '}met in {metIn} of {runs.length} runs
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <Many title="Components" rows={nodes} columns={nodeColumns} nameOf={({ id }) => nameOf(id)} />
      <Many title="Links" rows={links} columns={linkColumns} nameOf={({ from, to }) => `${nameOf(from)} → ${nameOf(to)}`} />
      <h3 className={classes['heading']}>What degraded first</h3>
      <p className={classes['note']}>
        {degradedFirst.length === 0
          ? 'Nothing degraded.'
          : degradedFirst.map(({ subject, runs: n }) => `${nameOf(subject)} in ${n} of ${runs.length} runs`).join(', ')}
      </p>
    </>
  );
}

interface ManyProps<T> {
  readonly title: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly nameOf: (row: T) => string;
}

function Many<T extends { readonly id: string }>({ title, rows, columns, nameOf }: ManyProps<T>) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className={classes['heading']}>{title}</h3>
      <Table.ScrollContainer minWidth={640}>
        <table className={classes['table']} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>Name</VisuallyHidden>
              </th>
              {columns.map((column) => (
                <th key={column.title} scope="col">
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{nameOf(row)}</th>
                {columns.map(({ title: column, of, format }) => (
                  <td key={column}>{within(of(row), format)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Table.ScrollContainer>
    </>
  );
}
