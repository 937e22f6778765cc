import type { Critique } from '../../../engine/practice/critique/document';
import { levels } from '../../../engine/practice/levels';
import type { Prompt } from '../../../engine/practice/prompt-file';
import { type Cell, pageHtml, type Section, type Tone } from '../../../engine/export/html/page';
import { formatMs, formatRate, formatShare } from '../../panels/format';
import { lengthText, spentIn, spentInAll } from '../clock';
import type { Interview } from '../record';
import { stepIds, steps } from '../steps';
import { levelWords } from '../words';

/** An interview and what is to be said of it, as a page that needs nothing besides. */
export function reportHtml(interview: Interview, prompt: Prompt, version: string): string {
  const { ask, level, begun, ended, clock, critique, notes, asked } = interview;
  const at = ended ?? begun;
  return pageHtml(
    {
      title: ask,
      facts: [
        `Interview of ${new Date(begun).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}, level ${levelWords[level].toLowerCase()}, ${lengthText(spentInAll(clock, at))}.`,
        stepIds.map((step) => `${steps[step].title} ${lengthText(spentIn(clock, step, at))}`).join(' · '),
      ],
      ...(critique && { verdict: { text: `${Math.round(critique.score)} of 100. ${critique.summary}`, tone: toneOf(critique.score) } }),
      sections: [
        ...(critique ? critiqueSections(critique) : []),
        {
          kind: 'table',
          title: 'Questions asked',
          columns: [{ title: 'Question' }, { title: 'Answer' }],
          rows: asked.map(({ text, reveals }) => [
            text,
            prompt.reveals
              .filter(({ id }) => reveals.includes(id))
              .map(({ answer }) => answer)
              .join(' ') || '–',
          ]),
        },
        ...Object.entries(notes).flatMap(([note, text]): Section[] =>
          note === 'question' || text.trim() === '' ? [] : [{ kind: 'words', title: noteTitle(note), lines: text.split('\n') }],
        ),
      ],
    },
    version,
  );
}

const toneOf = (score: number | null): Tone => (score === null ? 'plain' : score >= 80 ? 'good' : score >= 50 ? 'warn' : 'bad');
const noteTitle = (note: string): string => `${note.charAt(0).toUpperCase()}${note.slice(1)}, in words`.replace('-', ' ');

function critiqueSections({ dimensions, mistakes, target, faults, improvement }: Critique): Section[] {
  const score = (value: number | null): Cell => ({ text: value === null ? '–' : String(Math.round(value)), tone: toneOf(value) });
  return [
    {
      kind: 'table',
      title: 'Score by dimension',
      columns: [{ title: 'Dimension' }, { title: 'Score', number: true }, { title: 'What a stronger answer adds' }],
      rows: dimensions.map(({ title, score: value, stronger }) => [
        title,
        score(value),
        levels.flatMap((each) => stronger[each]).join(' ') || '–',
      ]),
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
            { text: formatShare(share), tone: toneOf(share === null ? null : share * 100) },
            evidence.map(({ text }) => text).join(' '),
          ]),
      ),
    },
    ...(target
      ? [
          {
            kind: 'words',
            title: 'At the load that was asked for',
            lines: [
              {
                text: `${target.met ? 'Met' : 'Missed'}: at ${formatRate(target.rate)}, p99 ${formatMs(target.measured.p99)} (wanted ${formatMs(target.p99)}), ${formatShare(target.measured.availability)} answered in time (wanted ${formatShare(target.availability)}).`,
                tone: target.met ? 'good' : 'bad',
              },
            ],
          } as const,
        ]
      : []),
    {
      kind: 'table',
      title: 'Under faults',
      columns: [
        { title: 'Fault' },
        { title: 'Answered in time', number: true },
        { title: 'A good design keeps', number: true },
        { title: 'A good design' },
      ],
      rows: faults.map(({ title, kept, bar, happens }) => [title, formatShare(kept), formatShare(bar), happens]),
    },
    ...(mistakes.length > 0
      ? [
          {
            kind: 'words',
            title: 'Common mistakes in it',
            lines: mistakes.map(({ title, evidence }) => `${title}: ${evidence.text}`),
          } as const,
        ]
      : []),
    ...(improvement
      ? [
          {
            kind: 'words',
            title: 'The cheapest change',
            lines: [`${improvement.title}. It was tried: the score becomes ${Math.round(improvement.score)}.`],
          } as const,
        ]
      : []),
  ];
}
