import type { Page, Section, Tone } from '../page';
import { intervals } from '../pictures/intervals';
import { counted, type Interval, number, percent, signed, within } from '../words';

interface Difference {
  readonly unit: string;
  readonly better: 'higher' | 'lower' | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly difference: Interval;
}

interface Claim {
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** What is shown of a comparison. */
export interface ComparisonShown {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly { readonly text: string }[];
  readonly under: readonly string[];
  readonly simulated: number;
  readonly warmup: number;
  readonly paired: boolean;
  readonly runs: readonly { readonly seeds: { readonly before: number; readonly after: number } }[];
  readonly verdict: { readonly outcome: string; readonly text: string; readonly regressions: readonly string[] };
  readonly headlines: readonly (Difference & {
    readonly title: string;
    readonly sure: { readonly low: number | null; readonly high: number | null };
    readonly shown: string;
  })[];
  readonly measures: readonly (Difference & { readonly path: string; readonly stands: boolean; readonly relative: number | null })[];
  readonly looked: { readonly compared: number; readonly shown: number; readonly byLuck: number; readonly stands: number };
  readonly slos: readonly Claim[];
  readonly invariants: readonly Claim[];
}

const MOST = 60;

/** Two designs side by side. */
export function comparisonPage(of: ComparisonShown): Page {
  const { runs, verdict, changes, under, looked } = of;
  const seeds = of.paired
    ? `seeds ${runs[0]?.seeds.before} to ${runs.at(-1)?.seeds.before}, the same for both`
    : 'each with seeds of its own';
  return {
    title: `${of.before} compared`,
    facts: [
      `First: ${of.before}. Second: ${of.after}.`,
      `${counted(runs.length, 'run')} of each, ${number(of.simulated)} s, the first ${number(of.warmup)} s left out; ${seeds}.`,
      ...under.map((fault) => `Both under: ${fault}`),
    ],
    verdict: {
      text: `${verdict.outcome}: ${verdict.text}`,
      tone: verdict.regressions.length > 0 ? 'bad' : verdict.outcome === 'better' ? 'good' : 'plain',
    },
    sections: [
      ...(verdict.regressions.length > 0 ? [{ kind: 'words', title: 'What got worse', lines: verdict.regressions } as const] : []),
      {
        kind: 'words',
        title: 'What differs',
        lines: changes.length > 0 ? changes.map(({ text }) => text) : ['Nothing: both are the same design.'],
      },
      ...forest(of),
      headlines(of),
      ...claims('Objectives: runs that met them', of.slos, runs.length),
      ...claims('Invariants: runs in which they held', of.invariants, runs.length),
      {
        kind: 'table',
        title: `Numbers whose difference stands${looked.stands > MOST ? `, the ${MOST} largest` : ''}`,
        note: `${looked.compared} numbers compared; ${looked.shown} differ taken alone, where about ${number(looked.byLuck)} would by luck; ${looked.stands} stand when all are looked at together.`,
        columns: ['Number', 'First', 'Second', 'Difference (95 %)'].map((title, i) => ({ title, number: i > 0 })),
        rows: of.measures
          .filter(({ stands }) => stands)
          .toSorted((a, b) => Math.abs(b.relative ?? 0) - Math.abs(a.relative ?? 0))
          .slice(0, MOST)
          .map((line) => [line.path, withUnit(line.before, line.unit), withUnit(line.after, line.unit), toldDifference(line)]),
      },
    ],
  };
}

/** Differences as shares of what was, so that all fit on one axis; how the intervals lie to zero is what counts. */
function forest({ headlines: lines }: ComparisonShown): Section[] {
  const rows = lines.flatMap(({ title, before, difference, sure, shown, better, unit }) => {
    if (before === null || before === 0 || difference.mean === null) return [];
    const share = (value: number): number => (value / Math.abs(before)) * 100;
    const words = `${signed(difference.mean)}${spaced(unit)} (${signed(share(difference.mean))} %)`;
    return [
      {
        title,
        mean: share(difference.mean),
        low: sure.low === null ? null : share(sure.low),
        high: sure.high === null ? null : share(sure.high),
        tone: toneOf(shown, better),
        words,
      },
    ];
  });
  return rows.length === 0
    ? []
    : [
        {
          kind: 'picture',
          title: 'Difference, as a share of the first',
          note: 'Intervals that hold together in 95 of 100 comparisons. One that reaches the dashed line shows no difference.',
          picture: intervals(rows.slice(0, MOST), 0, ' %', 'Differences with their intervals'),
        },
      ];
}

const headlines = ({ headlines: lines }: ComparisonShown): Section => ({
  kind: 'table',
  title: 'Looked at first',
  columns: [
    { title: 'Number' },
    { title: 'First', number: true },
    { title: 'Second', number: true },
    { title: 'Difference (95 %)', number: true },
    { title: 'Shown' },
  ],
  rows: lines.map((line) => [
    line.title,
    withUnit(line.before, line.unit),
    withUnit(line.after, line.unit),
    toldDifference(line),
    { text: line.shown, tone: toneOf(line.shown, line.better) },
  ]),
});

const claims = (title: string, lines: readonly Claim[], runs: number): Section[] =>
  lines.length === 0
    ? []
    : [
        {
          kind: 'table',
          title,
          columns: [{ title: '' }, { title: 'First', number: true }, { title: 'Second', number: true }],
          rows: lines.map(({ text, before, after }) => [text, ofRuns(before, runs), ofRuns(after, runs)]),
        },
      ];

const ofRuns = (met: number | null, runs: number): string | { text: string; tone: Tone } =>
  met === null ? '–' : { text: `${met} of ${runs}`, tone: met === runs ? 'good' : 'bad' };

const toneOf = (shown: string, better: 'higher' | 'lower' | null): Tone => {
  if (shown !== 'higher' && shown !== 'lower') return 'plain';
  return better === null ? 'warn' : shown === better ? 'good' : 'bad';
};

const spaced = (unit: string): string => (unit === '' ? '' : unit === 'share' ? '' : ` ${unit}`);
const withUnit = (value: number | null, unit: string): string => (unit === 'share' ? percent(value) : `${number(value)}${spaced(unit)}`);
const toldDifference = ({ difference, unit }: Difference): string => {
  const show = (value: number | null): string => (unit === 'share' ? `${signed(value === null ? null : value * 100)} %` : signed(value));
  return `${within(difference, show)}${spaced(unit)}`;
};
