import type { Prompt } from '../../../engine/practice/prompt-file';
import { pageHtml, type Section } from '../../../engine/export/html/page';
import { critiqueSections, toneOfScore } from '../../../engine/export/html/pages/critique';
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
      ...(critique && {
        verdict: { text: `${Math.round(critique.score)} of 100. ${critique.summary}`, tone: toneOfScore(critique.score) },
      }),
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

const noteTitle = (note: string): string => `${note.charAt(0).toUpperCase()}${note.slice(1)}, in words`.replace('-', ' ');
