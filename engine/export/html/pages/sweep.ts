import type { Page, Section } from '../page';
import { band } from '../pictures/band';
import { grid } from '../pictures/grid';
import { counted, type Interval, number, within } from '../words';

interface SweptParameter {
  readonly path: string;
  readonly title: string;
  readonly unit: string;
  readonly scale: string;
  readonly values: readonly number[];
}

interface SweptCell {
  readonly values: readonly number[];
  readonly figures: readonly Interval[];
  readonly allMetIn: number;
}

/** What is shown of a sweep. */
export interface SweepShown {
  readonly design: string;
  readonly designDigest: string;
  readonly seeds: readonly number[];
  readonly warmup: number;
  readonly parameters: readonly SweptParameter[];
  readonly figures: readonly string[];
  readonly cells: readonly SweptCell[];
}

/** More points than a picture can show apart. */
const MOST = 400;

/** What a design does over a range of one or two of its parameters: a line with its band, or a map, for each figure. */
export function sweepPage(of: SweepShown): Page {
  const { parameters, figures, cells, seeds } = of;
  return {
    title: `${of.design}: ${parameters.map(({ title }) => title).join(' and ')}`,
    facts: [
      `${counted(cells.length, 'cell')}, each ${counted(seeds.length, 'run')} with seeds ${seeds[0]} to ${seeds.at(-1)}; the first ${number(of.warmup)} s left out.`,
      `Design ${of.designDigest.slice(0, 16)}. Lines and numbers are means; bands and what stands in parentheses are their 95 % intervals.`,
    ],
    sections: [
      ...figures.map((figure, i) => (parameters.length === 1 ? line(of, figure, i) : map(of, figure, i))),
      {
        kind: 'table',
        title: 'All numbers',
        columns: [...parameters.map(named), ...figures, 'All objectives met'].map((title) => ({ title, number: true })),
        rows: cells.map(({ values, figures: found, allMetIn }) => [
          ...values.map(number),
          ...found.map((one) => within(one)),
          { text: `${allMetIn} of ${seeds.length}`, tone: allMetIn === seeds.length ? 'good' : 'bad' },
        ]),
      },
    ],
  };
}

const named = ({ title, unit }: SweptParameter): string => (unit === '' ? title : `${title} [${unit}]`);

function line({ parameters: [parameter], cells }: SweepShown, figure: string, i: number): Section {
  const points = cells.slice(0, MOST).map(({ values, figures }) => ({ at: values[0]!, ...figures[i]! }));
  return { kind: 'picture', title: figure, picture: band(points, { x: named(parameter!), y: figure, logX: parameter!.scale === 'log' }) };
}

function map({ parameters: [first, second], cells }: SweepShown, figure: string, i: number): Section {
  const means = cells.flatMap(({ figures }) => figures[i]!.mean ?? []);
  const [low, high] = [Math.min(...means.slice(0, MOST * MOST)), Math.max(...means.slice(0, MOST * MOST))];
  const found = new Map(cells.map((cell) => [cell.values.join(' '), cell]));
  const rows = first!.values.slice(0, 60).map((down) => ({
    title: number(down),
    cells: second!.values.slice(0, 40).map((across) => {
      const one = found.get(`${down} ${across}`)?.figures[i];
      if (!one || one.mean === null) return null;
      return { words: number(one.mean), tone: 'plain' as const, heat: high > low ? (one.mean - low) / (high - low) : 0, more: within(one) };
    }),
  }));
  return {
    kind: 'picture',
    title: figure,
    note: 'The darker, the higher.',
    picture: grid({ columns: second!.values.slice(0, 40).map(number), rows, across: named(second!), down: named(first!) }, figure),
  };
}
