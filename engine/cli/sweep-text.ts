import { createColors } from 'picocolors';
import { valueText } from '../design/parameters';
import type { Sweep, SweepCell } from '../what-if/sweep-schema';
import { measureWithin } from './numbers';
import { table, type TableColumn } from './table';

/** Columns of a map that a terminal has room for. */
const MOST_COLUMNS = 12;

/** A sweep as people read it: a table for a line, a table for each figure of a map. */
export function sweepText(of: Sweep, colors: boolean): string {
  const color = createColors(colors);
  const { parameters, seeds, cells, figures } = of;
  const runs = cells.length * seeds.length;
  const [rows, columns] = parameters;
  const isMap = columns !== undefined && columns.values.length <= MOST_COLUMNS;
  return [
    `${color.bold(of.design)}\n`,
    `${cells.length} cells of ${seeds.length} ${seeds.length === 1 ? 'run' : 'runs'}, ${runs.toLocaleString('en-US')} in all; seeds ${seeds[0]} to ${seeds.at(-1)}, the same in every cell\n`,
    ...parameters.map(
      ({ path, unit, present }) => `${path}${present === null ? ' is left out' : ` is ${valueText({ unit }, present)}`} in the design\n`,
    ),
    color.dim('Means over the runs ± half of their 95 % confidence interval\n'),
    ...(isMap
      ? figures.map((figure, i) => `\n${color.bold(figure)}\n${rows!.path} down, ${columns.path} across\n${map(of, i, colors)}`)
      : [`\n${table(cells, lineColumns(of), colors)}`]),
    cells.every(({ conserved }) => conserved)
      ? ''
      : color.red('\nBroken invariant: in some run, what arrived is not what completed, failed or is still in flight.\n'),
  ].join('');
}

function lineColumns({ parameters, figures, cells, seeds }: Sweep): TableColumn<SweepCell>[] {
  const hasObjectives = cells.some(({ slos }) => slos.length > 0);
  return [
    ...parameters.map(({ path, unit }, i) => ({ title: path, of: ({ values }: SweepCell) => valueText({ unit }, values[i]!) })),
    ...figures.map((title, i) => ({ title, of: (cell: SweepCell) => measureWithin(cell.figures[i]!) })),
    ...(hasObjectives ? [{ title: 'All objectives met', of: ({ allMetIn }: SweepCell) => `${allMetIn} of ${seeds.length}` }] : []),
  ];
}

function map({ parameters, cells }: Sweep, figure: number, colors: boolean): string {
  const [down, across] = parameters;
  const rows = down!.values.map((value) => ({ value, cells: cells.filter(({ values }) => values[0] === value) }));
  const columns: TableColumn<(typeof rows)[number]>[] = [
    { title: '', of: ({ value }) => valueText(down!, value) },
    ...across!.values.map((value, i) => ({
      title: valueText(across!, value),
      of: (row: (typeof rows)[number]) => measureWithin(row.cells[i]!.figures[figure]!),
    })),
  ];
  return table(rows, columns, colors);
}
