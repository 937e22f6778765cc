import { createColors } from 'picocolors';
import type { Comparison, Headline, MeasureLine } from '../what-if/compare-document';
import { isShown } from '../what-if/compare-runs';
import { differenceSize, short, withUnit } from '../what-if/compare-words';
import { spanOf } from './numbers';
import { table, type TableColumn } from './table';

/** Differences shown when nobody asks for all. */
const MOST = 15;
const MOST_CHANGES = 20;

/** A comparison as people read it: the verdict, what differs in the drawing, then the numbers. */
export function compareText(of: Comparison, all: boolean, colors: boolean): string {
  const color = createColors(colors);
  const heading = (words: string): string => `\n${color.bold(words)}\n`;
  const { verdict, runs, slos, invariants, only } = of;
  const paint = verdict.regressions.length > 0 ? color.red : verdict.outcome === 'better' ? color.green : color.yellow;
  const seeds = of.paired ? `seeds ${runs[0]?.seeds.before} to ${runs.at(-1)?.seeds.before}, the same for both` : 'seeds of their own';
  return [
    `${color.bold(of.before)} | ${color.bold(of.after)}\n`,
    `${runs.length} runs of each, ${spanOf(of.simulated)}, the first ${spanOf(of.warmup)} left out; ${seeds}\n`,
    ...of.under.map((fault) => `Both under: ${fault}\n`),
    heading('Verdict'),
    `${paint(verdict.outcome)}  ${verdict.text}\n`,
    ...verdict.regressions.map((text) => `${color.red('worse')}  ${text}\n`),
    heading('What differs'),
    ...changeLines(of),
    heading('Looked at first'),
    table(of.headlines, headlineColumns, colors),
    color.dim(`Differences with the 95 % intervals of all ${of.headlines.length} together\n`),
    ...numbers(of, all, heading, colors),
    ...(slos.length > 0 ? [heading('Objectives: runs that met them'), table(slos, claimColumns, colors)] : []),
    ...(invariants.length > 0 ? [heading('Invariants: runs in which they held'), table(invariants, claimColumns, colors)] : []),
    ...(only.before.length > 0 ? [`\nOnly the first has ${only.before.join(', ')}.\n`] : []),
    ...(only.after.length > 0 ? [`\nOnly the second has ${only.after.join(', ')}.\n`] : []),
    of.conserved ? '' : color.red('\nBroken invariant: in some run, what arrived is not what completed, failed or is still in flight.\n'),
  ].join('');
}

function changeLines({ changes }: Comparison): string[] {
  if (changes.length === 0) return ['Nothing: both are the same design.\n'];
  const more = changes.length - MOST_CHANGES;
  return [...changes.slice(0, MOST_CHANGES).map(({ text }) => `${text}\n`), ...(more > 0 ? [`… and ${more} more\n`] : [])];
}

/** The differences that stand, the largest against what they were first. */
function numbers({ measures, looked }: Comparison, all: boolean, heading: (words: string) => string, colors: boolean): string[] {
  const color = createColors(colors);
  const standing = measures.filter(({ stands }) => stands).toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const shown = all ? measures.filter(isShown) : standing.slice(0, MOST);
  const words = `${looked.compared} numbers compared; ${looked.shown} differ taken alone, where about ${short(looked.byLuck)} would by luck; ${looked.stands} stand when all are looked at together\n`;
  const more = !all && standing.length > MOST ? `… and ${standing.length - MOST} more; --all or --json shows them\n` : '';
  return [
    heading('All numbers'),
    words,
    ...(shown.length > 0 ? [table(shown, measureColumns, colors)] : []),
    ...(more === '' ? [] : [color.dim(more)]),
  ];
}

/** What comes out of nothing has no size against what it was: it is told first. */
const sizeOf = ({ relative }: MeasureLine): number => (relative === null ? Infinity : Math.abs(relative));

const sign = (value: number): string => (value > 0 ? '+' : value < 0 ? '−' : '');
const signed = (value: number | null, unit: string): string => (value === null ? '–' : `${sign(value)}${differenceSize(value, unit)}`);
const between = (low: number | null, high: number | null, unit: string): string =>
  low === null || high === null ? '–' : `${signed(low, unit)} to ${signed(high, unit)}`;
const relativeWords = (relative: number | null): string =>
  relative === null ? '–' : `${sign(relative)}${withUnit(Math.abs(relative), 'share')}`;
const judged = (shown: string, better: MeasureLine['better']): string =>
  shown !== 'higher' && shown !== 'lower' ? shown : better === null ? shown : shown === better ? `${shown}, better` : `${shown}, worse`;

const headlineColumns: readonly TableColumn<Headline>[] = [
  { title: 'Figure', of: ({ title }) => title, align: 'left' },
  { title: 'First', of: ({ before, unit }) => withUnit(before, unit) },
  { title: 'Second', of: ({ after, unit }) => withUnit(after, unit) },
  { title: 'Difference', of: ({ difference, unit }) => signed(difference.mean, unit) },
  { title: '95 % interval', of: ({ sure, unit }) => between(sure.low, sure.high, unit) },
  { title: 'Shows', of: ({ shown, better }) => judged(shown, better), align: 'left' },
];

const measureColumns: readonly TableColumn<MeasureLine>[] = [
  { title: 'Number', of: ({ path }) => path, align: 'left' },
  { title: 'First', of: ({ before, unit }) => withUnit(before, unit) },
  { title: 'Second', of: ({ after, unit }) => withUnit(after, unit) },
  { title: 'Difference', of: ({ difference, unit }) => signed(difference.mean, unit) },
  { title: '95 % interval', of: ({ difference: { low, high }, unit }) => between(low, high, unit) },
  { title: 'Relative', of: ({ relative }) => relativeWords(relative) },
  { title: 'Shows', of: ({ verdict, better, stands }) => `${judged(verdict, better)}${stands ? '' : ' (alone)'}`, align: 'left' },
];

const claimColumns: readonly TableColumn<Comparison['slos'][number]>[] = [
  { title: 'Claim', of: ({ text }) => text, align: 'left' },
  { title: 'First', of: ({ before }) => (before === null ? '–' : String(before)) },
  { title: 'Second', of: ({ after }) => (after === null ? '–' : String(after)) },
];
