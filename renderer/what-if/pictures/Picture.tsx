import { UnstyledButton } from '@mantine/core';
import { IconChartDots, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './pictures.module.css';
import { type TableColumn, NumbersTable } from './NumbersTable';

interface PictureProps<Row> {
  readonly title: string;
  readonly children: ReactNode;
  /** The same numbers as a table, for those who want or need one. */
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
}

/** A picture with its title, and a button that shows the same numbers as a table instead. */
export function Picture<Row>({ title, children, columns, rows }: PictureProps<Row>) {
  const [table, setTable] = useState(false);
  return (
    <figure className={classes['picture']} aria-label={title}>
      <div className={classes['head']}>
        <figcaption className={classes['caption']}>{title}</figcaption>
        <UnstyledButton
          className={classes['toggle'] ?? ''}
          onClick={() => setTable(!table)}
          aria-label={`${title}: show as ${table ? 'picture' : 'table'}`}
        >
          {table ? <IconChartDots size={14} aria-hidden /> : <IconTable size={14} aria-hidden />} {table ? 'Picture' : 'Table'}
        </UnstyledButton>
      </div>
      {table ? <NumbersTable label={title} columns={columns} rows={rows} /> : children}
    </figure>
  );
}
