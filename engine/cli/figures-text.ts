import type { FigureLine } from '../measure/figure-lines';
import type { Report } from '../measure/report';
import { shownFigures } from '../policies/figures';
import { count, measure, percent } from './numbers';
import { table, type TableColumn } from './table';

interface Line {
  readonly node: string;
  readonly figure: FigureLine;
}

/** What only some nodes have: look-ups, messages, lag … Figures that nothing ever happened to are left out; empty without any. */
export function figuresText({ nodes }: Pick<Report, 'nodes'>, colors: boolean): string {
  const lines = nodes.flatMap(({ id, figures = [] }) => figures.filter(occurred).map((figure) => ({ node: id, figure })));
  return lines.length > 0 ? table(lines, columns, colors) : '';
}

function occurred(figure: FigureLine): boolean {
  switch (figure.kind) {
    case 'count':
      return figure.total !== 0;
    case 'level':
      return figure.max !== 0;
    case 'time':
      return figure.time.n > 0;
    case 'share':
      return figure.share !== null;
  }
}

const titles = new Map<string, { readonly title: string; readonly unit?: string }>(shownFigures.map((shown) => [shown.id, shown]));

const columns: readonly TableColumn<Line>[] = [
  { title: 'Node', of: ({ node }) => node, align: 'left' },
  { title: 'Measure', of: ({ figure }) => titles.get(figure.id)?.title ?? figure.id, align: 'left' },
  { title: 'Value', of: ({ figure }) => valueText(figure), align: 'left' },
];

function valueText(figure: FigureLine): string {
  const unit = titles.get(figure.id)?.unit ?? '';
  switch (figure.kind) {
    case 'count':
      return `${count(figure.total)} ${unit}, ${measure(figure.rate)} per second`;
    case 'level':
      return `${measure(figure.now)} ${unit} at the end, mean ${measure(figure.mean)}, most ${measure(figure.max)}`;
    case 'time':
      return `mean ${measure(figure.time.mean)} ms, p50 ${measure(figure.time.p50)} ms, p99 ${measure(figure.time.p99)} ms (n = ${count(figure.time.n)})`;
    case 'share':
      return percent(figure.share);
  }
}
