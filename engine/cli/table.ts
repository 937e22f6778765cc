import Table from 'cli-table3';
import { createColors } from 'picocolors';

export interface TableColumn<T> {
  readonly title: string;
  readonly of: (row: T) => string;
  /** Words stand left, numbers right. */
  readonly align?: 'left' | 'right';
}

/** A table without frames: a heading, and a row per item. */
export function table<T>(rows: readonly T[], columns: readonly TableColumn<T>[], colors: boolean): string {
  const color = createColors(colors);
  const drawn = new Table({
    head: columns.map(({ title }) => color.dim(title)),
    colAligns: columns.map(({ align }) => align ?? 'right'),
    chars: { ...noLines, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  drawn.push(...rows.map((row) => columns.map(({ of }) => of(row))));
  return `${drawn.toString().replace(/ +$/gm, '')}\n`;
}

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};
