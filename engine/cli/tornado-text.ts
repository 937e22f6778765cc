import { createColors } from 'picocolors';
import { valueText } from '../design/parameters';
import type { Tornado } from '../what-if/tornado';
import { measure, measureWithin } from './numbers';
import { table, type TableColumn } from './table';

type Bar = Tornado['bars'][number];
type Side = Bar['lower'];

/** Letters of the longest bar. */
const WIDTH = 24;

/** A ranking as people read it: what matters first, each with its bar. */
export function tornadoText(of: Tornado, all: boolean, colors: boolean): string {
  const color = createColors(colors);
  const { bars, seeds, without } = of;
  const shown = bars.filter(({ significant }) => significant);
  const rest = bars.length - shown.length;
  const most = Math.max(0, ...bars.map(({ swing }) => swing));
  return [
    `${color.bold(of.design)}\n`,
    `${of.figure}: ${measureWithin(of.present)} as it is\n`,
    `Each parameter × ${measure(of.down)} and × ${measure(of.up)}, whole numbers by at least one; ${seeds.length} runs of each, seeds ${seeds[0]} to ${seeds.at(-1)}\n`,
    color.dim('Changes of the figure ± half of their 95 % confidence interval, over pairs of the same seed\n'),
    `\n${color.bold('What matters')}\n`,
    shown.length === 0 ? 'Nothing was shown to matter.\n' : table(shown, columns(most), colors),
    ...(all && rest > 0 ? [`\n${color.bold('Not shown to matter')}\n`, table(bars.slice(shown.length), columns(most), colors)] : []),
    ...(!all && rest > 0 ? [`\n${rest} more changed it by no more than luck would; --all lists them.\n`] : []),
    ...(without.length > 0 ? [`\n${without.length} changed nothing at all${all ? `: ${without.join(', ')}` : ''}.\n`] : []),
  ].join('');
}

const columns = (most: number): TableColumn<Bar>[] => [
  { title: 'Parameter', of: ({ path }) => path, align: 'left' },
  { title: 'Now', of: ({ unit, present }) => valueText({ unit }, present) },
  { title: 'Lower', of: (bar) => sideText(bar, bar.lower) },
  { title: 'Higher', of: (bar) => sideText(bar, bar.higher) },
  { title: '', of: ({ swing }) => '█'.repeat(most === 0 ? 0 : Math.max(1, Math.round((WIDTH * swing) / most))), align: 'left' },
];

/** `400ms: +12.3 ± 0.4`; a star where it is shown to be no luck. */
function sideText({ unit }: Bar, side: Side): string {
  if (side === null) return '–';
  const { mean } = side.effect;
  const sign = mean !== null && mean > 0 ? '+' : '';
  return `${valueText({ unit }, side.value)}: ${sign}${measureWithin(side.effect)}${side.significant ? ' *' : ''}`;
}
