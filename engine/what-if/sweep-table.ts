import type { Sweep } from './sweep-schema';

type Column = { readonly name: string } & (
  | { readonly kind: 'number'; readonly values: readonly (number | null)[] }
  | { readonly kind: 'words'; readonly values: readonly string[] }
);

/** A sweep as one long table: a row for each figure of each cell. */
export function sweepTable({ cells, figures, parameters }: Sweep): { readonly columns: readonly Column[] } {
  const rows = cells.flatMap((cell) => figures.map((figure, i) => ({ cell, figure, estimate: cell.figures[i]! })));
  const numbers = (name: string, of: (row: (typeof rows)[number]) => number | null): Column => ({
    name,
    kind: 'number',
    values: rows.map(of),
  });
  return {
    columns: [
      ...parameters.map(({ path, unit }, i) => numbers(unit === 'ms' ? `${path} [ms]` : path, ({ cell }) => cell.values[i]!)),
      { name: 'figure', kind: 'words', values: rows.map(({ figure }) => figure) },
      numbers('n', ({ estimate }) => estimate.n),
      numbers('mean', ({ estimate }) => estimate.mean),
      numbers('low', ({ estimate }) => estimate.low),
      numbers('high', ({ estimate }) => estimate.high),
      numbers('all met in', ({ cell }) => cell.allMetIn),
    ],
  };
}
