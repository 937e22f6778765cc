import { createColors } from 'picocolors';
import type { RightSize } from '../what-if/right-size';
import { measure, measureWithin, percent, spanOf } from './numbers';
import { table } from './table';

type Evidence = NonNullable<RightSize['best']>;

/** The cheapest choice as people read it, with the next one and the reasons. */
export function rightSizeText(of: RightSize, colors: boolean): string {
  const color = createColors(colors);
  const { sizes, best, runnerUp, present, tried, runs, conditions } = of;
  const rows = sizes.map((size, i) => ({ ...size, i }));
  const of3 = (choice: Evidence | null, i: number): string => String(choice?.sizes[i] ?? '–');
  return [
    `${color.bold(of.design)}\n`,
    `${tried.length} choices, ${runs} runs of ${spanOf(of.duration)}, seeds from ${of.seeds.first}; load ${of.load} × the design’s\n`,
    `\n${color.bold('Sizes')}\n`,
    `${outcomeText(of)}\n`,
    table(
      rows,
      [
        { title: 'Size', of: ({ parameter }) => parameter, align: 'left' },
        { title: 'Price', of: ({ price }) => measure(price) },
        { title: 'Now', of: ({ i }) => of3(present, i) },
        { title: 'Best', of: ({ i }) => of3(best, i) },
        { title: 'Runner-up', of: ({ i }) => of3(runnerUp, i) },
        { title: 'Utilization', of: ({ i }) => percent(best?.utilization[i]?.mean ?? null) },
        { title: 'One less', of: ({ parameter }) => lessText(of, parameter), align: 'left' },
      ],
      colors,
    ),
    `\n${color.bold('Evidence')}\n`,
    table(
      conditions.map((condition, i) => ({ ...condition, i })),
      [
        { title: 'What must hold', of: ({ text }) => text, align: 'left' },
        { title: 'Now', of: ({ i }) => measured(present, i) },
        { title: 'Best', of: ({ i }) => measured(best, i) },
        { title: 'Runner-up', of: ({ i }) => measured(runnerUp, i) },
      ],
      colors,
    ),
    color.dim('Means over the runs ± half of their 95 % confidence interval\n'),
  ].join('');
}

const measured = (choice: Evidence | null, i: number): string =>
  choice === null ? '–' : `${measureWithin(choice.conditions[i]!.measured)} ${choice.conditions[i]!.verdict}`;

function outcomeText({ outcome, best, runnerUp, present }: RightSize): string {
  if (best === null) return 'Not even the largest sizes allowed surely do.';
  const next = runnerUp === null ? '' : `; the runner-up costs ${measure(runnerUp.cost)}`;
  const now = `, now ${measure(present.cost)}${present.verdict === 'met' ? '' : ` (${present.verdict})`}`;
  const sure = outcome === 'found' ? '' : ' There may be cheaper ones: the search was cut short.';
  return `The cheapest that surely do cost ${measure(best.cost)}${now}${next}.${sure}`;
}

function lessText({ tighter }: RightSize, parameter: string): string {
  const found = tighter.find((each) => each.parameter === parameter);
  if (!found) return '–';
  if (found.because === 'limit') return 'not allowed';
  return found.because === 'utilization law' ? 'fewer workers than work' : `misses ${found.missed.join(', ')}`;
}
