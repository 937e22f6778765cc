import { UnstyledButton } from '@mantine/core';
import { IconChartDots, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Explained, type Explanation } from '../../docs/Explained';
import classes from './pictures.module.css';
import { type TableColumn, NumbersTable } from './NumbersTable';

interface PictureProps<Row> {
  readonly title: string;
  /** What it shows, told on hover over the title. */
  readonly about?: Explanation | undefined;
  readonly children: ReactNode;
  /** The same numbers as a table, for those who want or need one. */
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
}

/** A picture with its title, and a button that shows the same numbers as a table instead. */
export function Picture<Row>({ title, about, children, columns, rows }: PictureProps<Row>) {
  const [table, setTable] = useState(false);
  return (
    <figure className={classes['picture']} aria-label={title}>
      <div className={classes['head']}>
        <figcaption className={classes['caption']}>
          {about ? (
            <Explained {...about}>
              <span>{title}</span>
            </Explained>
          ) : (
            title
          )}
        </figcaption>
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
