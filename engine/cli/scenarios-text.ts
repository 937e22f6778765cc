import { createColors } from 'picocolors';
import { families } from '../practice/scenario-file';
import type { ToldScenario } from './scenarios';
import { table } from './table';

/** Every scenario on a line, family by family. */
export function scenariosText(scenarios: readonly ToldScenario[], colors: boolean): string {
  const color = createColors(colors);
  const shelves = families.flatMap((family) => {
    const members = scenarios.filter((scenario) => scenario.family === family);
    return members.length === 0 ? [] : [`${color.bold(family)}\n${shelfText(members, colors)}`];
  });
  const count = `${scenarios.length} ${scenarios.length === 1 ? 'scenario' : 'scenarios'}`;
  return `${shelves.join('\n')}\n${count}. faultline scenarios <slug> tells more; faultline run ${scenarios[0]?.path ?? '<file>'} runs one.\n`;
}

const shelfText = (scenarios: readonly ToldScenario[], colors: boolean): string =>
  table(
    scenarios,
    [
      { title: 'slug', of: ({ slug }) => slug, align: 'left' },
      { title: 'level', of: ({ level }) => level, align: 'left' },
      { title: 'holds', of: ({ breaks }) => `${breaks.factor} x load`, align: 'right' },
      { title: 'name', of: ({ name }) => name, align: 'left' },
      { title: 'what one learns', of: ({ summary }) => summary, align: 'left' },
    ],
    colors,
  );

/** One scenario: what is asked, what the reference does and costs, what is weak, and what breaks it. */
export function scenarioText({ name, summary, path, level, family, tags, ...told }: ToldScenario, colors: boolean): string {
  const color = createColors(colors);
  const { requirements, reference, weak, breaks, script, sources } = told;
  const part = (title: string, lines: readonly string[]): string =>
    `\n${color.bold(title)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  return [
    `${color.bold(name)} (${family}, ${level}; ${tags.join(', ')})\n${summary}\n${path}\n`,
    part('What it does', requirements.functional),
    part('How well', requirements.qualities),
    part(
      'Numbers',
      requirements.numbers.map((number) => `${number.name}: ${`${number.value} ${number.unit}`.trim()}. ${number.because}`),
    ),
    part(
      'The reference',
      reference.tradeOffs.map(({ choice, instead, because, price }) => `${choice} (instead of: ${instead}). ${because} Price: ${price}`),
    ),
    part(
      'Weak variants',
      weak.map(({ title, why, fails }) => `${title}: ${why} Fails ${fails.join(', ')}.`),
    ),
    part('What breaks it', [
      `At about ${breaks.factor} times the load the reference misses ${breaks.slo}; ${breaks.first} is full first.`,
      ...script.map(({ question, happens }) => `${question} ${happens}`),
    ]),
    part(
      'Sources',
      sources.map(({ fact, title, url }) => `${fact} ${title}, ${url}`),
    ),
  ].join('');
}
