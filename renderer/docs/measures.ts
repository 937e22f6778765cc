import { type LinkColumn, linkColumns, type NodeColumn, nodeColumns } from '../../engine/measure/columns';
import { shownFigures } from '../../engine/policies/figures';

/** The page of all measures. */
export const MEASURES = 'measures';
export const CAUSES = 'Failures by cause';
/** What questions about many runs call a figure. */
export const REPORT_FIGURES = 'In a report';

const nodeHeadings = new Map<string, string>(nodeColumns.map(({ id, title }) => [id, title]));

// Each measure has a heading of its own on the page, also where two things have one of the same name.
export const nodeHeading = (column: NodeColumn): string => nodeHeadings.get(column) ?? column;
export const linkHeading = (column: LinkColumn): string => `${linkColumns.find(({ id }) => id === column)?.title ?? column}, of a link`;
export const requestHeading = (title: string): string => `${title}, of requests`;
export const domainHeading = (title: string): string => `${title}, of a domain`;
export const objectiveHeading = (title: string): string => `${title}, of an objective`;
export function figureHeading(figure: string): string {
  const shown = shownFigures.find(({ id }) => id === figure);
  if (!shown) return figure;
  const { title } = shown;
  const more = shownFigures.some((other) => other !== shown && other.title === title) || [...nodeHeadings.values()].includes(title);
  return more ? `${title}, ${figure.replaceAll('-', ' ')}` : title;
}
