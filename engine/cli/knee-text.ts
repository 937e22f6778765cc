import { createColors } from 'picocolors';
import { valueText } from '../design/parameters';
import type { Knee } from '../what-if/knee';
import { measure, measureWithin, percent, spanOf } from './numbers';
import { table, type TableColumn } from './table';

type Point = Knee['points'][number];

/** A knee as people read it: where it is, what gives way there, and all that was tried. */
export function kneeText(of: Knee, colors: boolean): string {
  const color = createColors(colors);
  const { axis, broke, conditions, runs, points, seeds } = of;
  const paint = { met: color.green, missed: color.red, unsure: color.yellow };
  const columns: readonly TableColumn<Point>[] = [
    { title: axis.title, of: ({ value }) => written(of, value) },
    { title: 'Arrivals 1/s', of: ({ arrivals }) => measureWithin(arrivals) },
    { title: 'Runs', of: (point) => String(point.runs) },
    { title: '', of: ({ verdict }) => paint[verdict](verdict), align: 'left' },
    ...conditions.map(({ id }, i): TableColumn<Point> => ({ title: id, of: (point) => measureWithin(point.conditions[i]!.measured) })),
    {
      title: 'Busiest',
      of: ({ busiest }) => (busiest === null ? '–' : `${busiest.node} ${percent(busiest.utilization.mean)}`),
      align: 'left',
    },
  ];
  return [
    `${color.bold(of.design)}\n`,
    `${runs} runs of ${spanOf(of.duration)}, the first ${spanOf(of.warmup)} of each left out; at most ${seeds.most} at a value, seeds from ${seeds.first}\n`,
    `\n${color.bold('Knee')}\n`,
    `${outcomeText(of)}\n`,
    ...(broke ? [`At ${written(of, broke.value)}: ${broke.text}\n`] : []),
    `\n${color.bold('What must hold')}\n`,
    ...conditions.map(({ id, text }) => `${id}: ${text}\n`),
    `\n${color.bold('What was tried')}\n`,
    table(points, columns, colors),
    color.dim('Means over the runs ± half of their 95 % confidence interval\n'),
  ].join('');
}

function outcomeText(of: Knee): string {
  const { axis, knee, outcome, points } = of;
  const [first, last] = [written(of, points[0]!.value), written(of, points.at(-1)!.value)];
  if (knee === null) {
    if (outcome === 'met everywhere') return `Everything holds from ${first} to ${last}: there is no knee.`;
    if (outcome === 'missed everywhere') return `Nothing tried holds, from ${first} to ${last}.`;
    return `The runs do not tell, from ${first} to ${last}: make them longer, or allow more of them.`;
  }
  const which = axis.seek === 'highest' ? 'Highest' : 'Lowest';
  const rate = knee.arrivals === null ? '' : `, ${measure(knee.arrivals)} requests per second`;
  const wide = knee.narrow ? '' : ' The interval is wider than asked for: allow more runs.';
  return `${which} ${axis.title.toLowerCase()} that is borne: ${written(of, knee.estimate)}${rate}; with 95 % from ${written(of, knee.low)} to ${written(of, knee.high)}.${wide}`;
}

/** A value with its unit: `1.54 ×`, `250ms`. */
const written = ({ axis }: Knee, value: number): string => valueText(axis, Number(value.toPrecision(4)));
