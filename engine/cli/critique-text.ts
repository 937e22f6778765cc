import { createColors } from 'picocolors';
import type { Critique } from '../practice/critique/document';
import { table } from './table';

type Part = Critique['dimensions'][number];

/** A critique as people read it: the score, why, what goes wrong, and what to do first. */
export function critiqueText(of: Critique, colors: boolean): string {
  const color = createColors(colors);
  const head = (text: string): string => `\n${color.bold(text)}\n`;
  const { target, improvement } = of;
  return [
    `${color.bold(of.design)}\n`,
    `${of.ask}\n`,
    `${of.summary}\n`,
    ...(target === null ? [] : [targetLine(target)]),
    head('By dimension'),
    table(
      of.dimensions,
      [
        { title: 'Dimension', of: ({ title }: Part) => title, align: 'left' },
        { title: 'Score', of: ({ score }: Part) => (score === null ? '–' : String(score)) },
      ],
      colors,
    ),
    ...of.dimensions
      .filter(({ criteria }) => criteria.some(isWeak))
      .flatMap((part) => [head(part.title), ...part.criteria.filter(isWeak).map(weakText)]),
    ...(of.mistakes.length === 0
      ? []
      : [head('Common mistakes'), ...of.mistakes.map(({ title, evidence }) => `${title}: ${evidence.text}\n`)]),
    ...(of.faults.length === 0 ? [] : [head('When things fail'), ...of.faults.map(faultText)]),
    ...(improvement === null
      ? []
      : [
          head('What helps most'),
          `${improvement.title}: ${of.score} → ${improvement.score}, tried in runs${improvement.costPerHour === null ? '' : `; ${improvement.costPerHour} more an hour`}.\n`,
        ]),
  ].join('');
}

type Criterion = Part['criteria'][number];
const isWeak = ({ share, counts }: Criterion): boolean => counts && share !== null && share < 1;

const weakText = ({ title, share, evidence, stronger }: Criterion): string =>
  [
    `${title} (${Math.round((share ?? 0) * 100)} %)\n`,
    ...evidence.map(({ text, where }) => `  ${text}${where === undefined ? '' : ` [${where}]`}\n`),
    ...(stronger === null ? [] : [`  Better: ${stronger}\n`]),
  ].join('');

const faultText = ({ title, hit, kept, recovered, first }: Critique['faults'][number]): string =>
  hit.length === 0
    ? `${title}: nothing in the drawing can be hit.\n`
    : `${title}: ${percent(kept)} answered in time meanwhile, ${percent(recovered)} afterwards${first === null ? '' : `; "${first}" fails first`}.\n`;

const percent = (share: number | null): string => `${Math.round((share ?? 0) * 100)} %`;

const targetLine = ({ rate, p99, availability, met, measured }: NonNullable<Critique['target']>): string =>
  `At ${rate}/s: ${percent(measured.availability)} answered in time (${Number((availability * 100).toFixed(2))} % wanted), p99 ${measured.p99 === null ? '–' : `${Math.round(measured.p99)} ms`} (${p99} ms wanted): ${met ? 'met' : 'missed'}.\n`;
