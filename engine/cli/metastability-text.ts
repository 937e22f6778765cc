import { createColors } from 'picocolors';
import type { Metastability } from '../what-if/metastability';
import { measure, spanOf } from './numbers';
import { table } from './table';

type Cell = Metastability['cells'][number];

/** The map as people read it: a row for each load, a column for each size. */
export function metastabilityText(of: Metastability, colors: boolean): string {
  const color = createColors(colors);
  const { loads, sizes, cells, trigger, conditions, seeds } = of;
  const paint = (cell: Cell): string => {
    if (cell.verdict === 'recovers') return color.green(`recovers, ${measure(cell.recovery.mean)} s`);
    if (cell.verdict === 'overloaded') return color.dim('overloaded');
    if (cell.verdict === 'sometimes') return color.yellow(`${cell.recovered} of ${cell.runs} recover`);
    return color.red('does not recover');
  };
  const cellAt = (load: number, size: number): Cell => cells.find((cell) => cell.load === load && cell.size === size)!;
  return [
    `${color.bold(of.design)}\n`,
    `${of.runs} runs, ${seeds.length} of each; ${trigger.action} after ${spanOf(of.before)}${trigger.size === 'duration' ? '' : ` for ${spanOf(of.lasts)}`}, ${spanOf(of.within)} to recover\n`,
    ...conditions.map(({ text }) => `Must be met again: ${text}\n`),
    `\n${color.bold(`Load × ${trigger.size} of the trigger`)}\n`,
    table(
      loads,
      [
        { title: 'Load', of: (load) => `${load} ×` },
        ...sizes.map((size) => ({ title: String(size), of: (load: number) => paint(cellAt(load, size)) })),
      ],
      colors,
    ),
    `\n${verdictText(of)}\n`,
  ].join('');
}

function verdictText({ thresholds, metastable }: Metastability): string {
  const stuck = thresholds.filter(({ size }) => size !== null);
  if (stuck.length === 0) return 'Whatever is borne without the trigger recovers from it.';
  const from = stuck.map(({ load, size }) => `${load} × from size ${size}`).join(', ');
  const two = metastable.length === 0 ? '' : ` Two states under one load at ${metastable.map((load) => `${load} ×`).join(', ')}.`;
  return `Not every run recovers at load ${from}.${two}`;
}
