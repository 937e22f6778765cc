import { linkColumns, nodeColumns } from '../../engine/measure/columns';
import { causeWords } from '../../engine/policies/cause-words';
import { shownFigures } from '../../engine/policies/figures';
import { goldens } from '../dashboard/golden';
import { objectiveColumns } from '../dashboard/objective-columns';
import { outcomes } from '../panels/outcomes';
import {
  CAUSES,
  domainHeading,
  figureHeading,
  linkHeading,
  nodeHeading,
  objectiveHeading,
  REPORT_FIGURES,
  requestHeading,
} from './measures';

/** A number of a report: where it stands in it, and what it is. */
export interface ReportNumber {
  readonly path: string;
  readonly words: string;
}

const intro = `# Measures

What each number of the studio and of a report means. Rates, shares and percentiles speak of the last second of simulated time, counts and states of this moment;
those of a report of the whole run after its warm-up. Percentiles come from a histogram with at most 1 % of error.
`;

const units: Readonly<Record<string, string>> = {
  '1/s': 'per second',
  'B/s': 'bytes per second',
  ms: 'time',
  state: '',
  samples: 'number',
};
const entry = (heading: string, words: string, unit = ''): string => `### ${heading}\n\n${words}${unit && ` [${unit}]`}\n`;
const unitWords = (unit: string): string => units[unit] ?? unit;

/** The page of the documents about all that is measured, in Markdown: one heading for each. */
export function measuresPage(report: readonly ReportNumber[]): string {
  return [
    intro,
    '## Components\n',
    ...nodeColumns.map(({ id, description, unit }) => entry(nodeHeading(id), description, unitWords(unit))),
    '## Data and messages\n\nWhat only components of some kinds have.\n',
    ...shownFigures.map(({ id, definition }) => entry(figureHeading(id), definition)),
    '## Links\n',
    ...linkColumns.map(({ id, description, unit }) => entry(linkHeading(id), description, unitWords(unit))),
    '## Requests\n',
    ...outcomes.map(({ title, description }) => entry(requestHeading(title), description)),
    `## ${CAUSES}\n\nPer second, by the cause that was met first.\n`,
    ...Object.values(causeWords).map(({ title, description }) => `- **${title}**: ${description}`),
    '\n## Dashboards\n',
    ...goldens.map(({ title, definition }) => entry(domainHeading(title), definition)),
    ...objectiveColumns.map(({ title, definition }) => entry(objectiveHeading(title), definition)),
    `## ${REPORT_FIGURES}\n\nWhat \`faultline run --json\` and questions about many runs call a figure. Items of a list go by their id: \`nodes.orders.total.p99\`.\n`,
    '| figure | what it is |\n|---|---|',
    ...report.map(({ path, words }) => `| \`${path}\` | ${words.replaceAll('|', '\\|')} |`),
    '',
  ].join('\n');
}
