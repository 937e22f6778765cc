import type { Cell, Page, PlainSection, Tone } from '../page';
import { number, percent } from '../words';

/** What is shown of a critique. Latencies are in ms, shares from 0 to 1. */
export interface CritiqueShown {
  readonly design: string;
  readonly ask: string;
  readonly level: string;
  readonly score: number;
  readonly summary: string;
  readonly runs: number;
  readonly dimensions: readonly {
    readonly title: string;
    readonly score: number | null;
    readonly stronger: Readonly<Record<string, readonly string[]>>;
    readonly criteria: readonly {
      readonly title: string;
      readonly share: number | null;
      readonly counts: boolean;
      readonly evidence: readonly { readonly text: string }[];
    }[];
  }[];
  readonly mistakes: readonly { readonly title: string; readonly evidence: { readonly text: string } }[];
  readonly target: {
    readonly rate: number;
    readonly p99: number;
    readonly availability: number;
    readonly met: boolean;
    readonly measured: { readonly p99: number | null; readonly availability: number | null };
  } | null;
  readonly faults: readonly {
    readonly title: string;
    readonly kept: number | null;
    readonly bar: number | null;
    readonly happens: string;
  }[];
  readonly improvement: { readonly title: string; readonly score: number } | null;
}

/** What an interviewer would say of a design, each sentence with what it rests on. */
export const critiquePage = (of: CritiqueShown): Page => ({
  title: `${of.design}: critique`,
  facts: [of.ask, `Level ${of.level}; ${number(of.runs)} runs.`],
  verdict: { text: of.summary, tone: toneOfScore(of.score) },
  sections: critiqueSections(of),
});

export const toneOfScore = (score: number | null): Tone => (score === null ? 'plain' : score >= 80 ? 'good' : score >= 50 ? 'warn' : 'bad');

/** Its tables, as a page of its own and the report of an interview show them. */
export function critiqueSections({ dimensions, mistakes, target, faults, improvement }: Omit<CritiqueShown, 'design'>): PlainSection[] {
  const score = (value: number | null): Cell => ({ text: value === null ? '–' : String(Math.round(value)), tone: toneOfScore(value) });
  return [
    {
      kind: 'table',
      title: 'Score by dimension',
      columns: [{ title: 'Dimension' }, { title: 'Score', number: true }, { title: 'What a stronger answer adds' }],
      rows: dimensions.map(({ title, score: value, stronger }) => [title, score(value), Object.values(stronger).flat().join(' ') || '–']),
    },
    {
      kind: 'table',
      title: 'What it rests on',
      columns: [{ title: 'Criterion' }, { title: 'Met', number: true }, { title: 'Evidence' }],
      rows: dimensions.flatMap(({ criteria }) =>
        criteria
          .filter(({ share, counts }) => counts && share !== null)
          .map(({ title, share, evidence }): Cell[] => [
            title,
            { text: percent(share), tone: toneOfScore(share === null ? null : share * 100) },
            evidence.map(({ text }) => text).join(' '),
          ]),
      ),
    },
    ...(target ? [targetWords(target)] : []),
    ...(faults.length === 0
      ? []
      : [
          {
            kind: 'table',
            title: 'Under faults',
            columns: [
              { title: 'Fault' },
              { title: 'Answered in time', number: true },
              { title: 'A good design keeps', number: true },
              { title: 'A good design' },
            ],
            rows: faults.map(({ title, kept, bar, happens }) => [title, percent(kept), percent(bar), happens]),
          } as const,
        ]),
    ...(mistakes.length === 0
      ? []
      : [
          {
            kind: 'words',
            title: 'Common mistakes in it',
            lines: mistakes.map(({ title, evidence }) => `${title}: ${evidence.text}`),
          } as const,
        ]),
    ...(improvement
      ? [
          {
            kind: 'words',
            title: 'The cheapest change that raises it most',
            lines: [`${improvement.title}. It was tried: the score becomes ${Math.round(improvement.score)}.`],
          } as const,
        ]
      : []),
  ];
}

const targetWords = ({ rate, p99, availability, met, measured }: NonNullable<CritiqueShown['target']>): PlainSection => ({
  kind: 'words',
  title: 'At the load that was asked for',
  lines: [
    {
      text: `${met ? 'Met' : 'Missed'}: at ${number(rate)} /s, p99 ${number(measured.p99)} ms (wanted ${number(p99)} ms), ${percent(measured.availability)} answered in time (wanted ${percent(availability)}).`,
      tone: met ? 'good' : 'bad',
    },
  ],
});
