import { createColors } from 'picocolors';
import type { Challenge } from '../practice/challenge-file';
import { boundText, goalNumber } from '../practice/challenge-goals';
import type { ChallengeResult } from '../what-if/challenge';
import { table } from './table';

type Listed = Pick<Challenge, 'title' | 'topic' | 'level'> & { readonly slug: string };

/** Every challenge on a line, the easy ones first. */
export function challengesText(challenges: readonly Listed[], colors: boolean): string {
  const rank = { junior: 0, mid: 1, senior: 2 };
  const rows = table(
    challenges.toSorted((a, b) => rank[a.level] - rank[b.level]),
    [
      { title: 'slug', of: ({ slug }) => slug, align: 'left' },
      { title: 'level', of: ({ level }) => level, align: 'left' },
      { title: 'about', of: ({ topic }) => topic, align: 'left' },
      { title: 'title', of: ({ title }) => title, align: 'left' },
    ],
    colors,
  );
  return `${rows}${challenges.length} challenges. faultline challenge <slug> --output <file> writes the design that fails; --design <file> checks yours.\n`;
}

interface Shown {
  readonly hints: number;
  readonly answer: boolean;
}

/** What is wrong, what is to be reached, and what a design reaches. */
export function challengeText({ title, ask, hints, answer }: Challenge, result: ChallengeResult, shown: Shown, colors: boolean): string {
  const color = createColors(colors);
  const { goals, changed, solved, seeds } = result;
  return [
    `${color.bold(title)}\n${ask}\n\n`,
    table(
      goals,
      [
        { title: 'goal', of: ({ text }) => text, align: 'left' },
        { title: 'wanted', of: boundText },
        { title: 'measured', of: ({ worst, unit }) => (worst === null ? '–' : goalNumber(unit, worst)) },
        { title: '', of: ({ met }) => (met ? 'kept' : 'missed'), align: 'left' },
      ],
      colors,
    ),
    changed.length === 0 ? '' : `Changed, though it is given: ${changed.join(', ')}.\n`,
    color.dim(`The worst of ${seeds.length} runs, seeds ${seeds.join(', ')}\n`),
    solved ? 'Solved.\n' : 'Not solved.\n',
    ...hints.slice(0, shown.hints).map((hint, i) => `\nHint ${i + 1}: ${hint}\n`),
    shown.answer ? `\nAnswer: ${answer.why}\n` : '',
  ].join('');
}
