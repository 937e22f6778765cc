import type { ReactNode } from 'react';
import { Explained, type Explanation } from '../../docs/Explained';
import classes from './pictures.module.css';

export interface TableColumn<Row> {
  readonly title: string;
  readonly of: (row: Row) => ReactNode;
  /** What its numbers mean, told on hover. */
  readonly about?: Explanation;
  /** What the name of a row means, told on hover; of the first column only. */
  readonly explains?: (row: Row) => Explanation | undefined;
}

/** Rows of numbers; the first column names them. It scrolls in itself, by keyboard too. */
export function NumbersTable<Row>({
  label,
  columns,
  rows,
}: {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
}) {
  const [name, ...rest] = columns;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by the keyboard.
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={`${label}, numbers`}>
      <table className={classes['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ title, about }) => (
              <th key={title} scope="col">
                <Told about={about}>{title}</Told>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // Rows have no names of their own, and never change places.
            <tr key={i}>
              <th scope="row">
                <Told about={name?.explains?.(row)}>{name?.of(row)}</Told>
              </th>
              {rest.map(({ title, of }) => (
                <td key={title}>{of(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Told({ about, children }: { readonly about: Explanation | undefined; readonly children: ReactNode }) {
  if (!about) return children;
  return (
    <Explained {...about}>
      <span>{children}</span>
    </Explained>
  );
}
