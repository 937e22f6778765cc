import { type Column, figuresOf, linkColumns, nodeColumns } from '../measure/columns';
import type { Rows } from '../measure/frame-recorder';
import type { LinkSubject, NodeSubject } from '../measure/subjects';
import { shownFigures } from '../policies/figures';

/** How a measure of one component went, second by second. */
export interface Series {
  /** Id of a node or link. */
  readonly subject: string;
  readonly of: 'node' | 'link';
  /** Id of a column (`engine/measure/columns.ts`) or of a figure (`engine/policies/figures.ts`). */
  readonly measure: string;
  readonly unit: string;
  /** One for each second; null where there was nothing to measure. */
  readonly values: readonly (number | null)[];
}

const units = new Map<string, string>(shownFigures.map((figure) => [figure.id, 'unit' in figure ? figure.unit : 'share']));

/** Writes down the last row of each second, for a model whose components stay the same. */
export class SeriesBook {
  private readonly columns: { readonly series: Omit<Series, 'values'>; readonly values: (number | null)[]; readonly at: number }[];
  private readonly figures = new Map<string, { readonly series: Omit<Series, 'values'>; readonly values: (number | null)[] }>();
  private readonly nodeWidth: number;
  private seconds = 0;

  constructor(
    private readonly nodes: readonly NodeSubject[],
    links: readonly LinkSubject[],
  ) {
    this.nodeWidth = nodes.length * nodeColumns.length;
    this.columns = [
      ...nodes.flatMap(({ id, role }, i) =>
        nodeColumns.flatMap((column: Column, c) =>
          column.roles === undefined || column.roles.includes(role) ? [columnOf(id, 'node', column, i * nodeColumns.length + c)] : [],
        ),
      ),
      ...links.flatMap(({ id }, i) =>
        linkColumns.map((column, c) => columnOf(id, 'link', column, this.nodeWidth + i * linkColumns.length + c)),
      ),
    ];
  }

  take({ ticks, nodes, links, figures }: Rows): void {
    const last = ticks.length - 1;
    const nodesFrom = last * this.nodeWidth;
    const linkWidth = links.length / ticks.length;
    for (const { values, at } of this.columns) {
      values.push(known(at < this.nodeWidth ? nodes[nodesFrom + at]! : links[last * linkWidth + at - this.nodeWidth]!));
    }
    const named = figuresOf(
      figures,
      this.nodes.map(({ id }) => id),
    );
    named.forEach(({ id, figure }, i) => this.note(id, figure, figures.values[last * named.length + i]!));
    this.seconds += 1;
    for (const { values } of this.figures.values()) if (values.length < this.seconds) values.push(null);
  }

  /** Without those of which there never was anything. */
  series(): Series[] {
    return [...this.columns, ...this.figures.values()]
      .filter(({ values }) => values.some((value) => value !== null))
      .map(({ series, values }) => ({ ...series, values }));
  }

  private note(subject: string, measure: string, value: number): void {
    const key = `${subject} ${measure}`;
    let line = this.figures.get(key);
    if (line === undefined) {
      const before = Array.from({ length: this.seconds }, () => null);
      line = { series: { subject, of: 'node', measure, unit: units.get(measure) ?? '' }, values: before };
      this.figures.set(key, line);
    }
    line.values.push(known(value));
  }
}

const columnOf = (subject: string, of: Series['of'], { id, unit }: Column, at: number) => ({
  series: { subject, of, measure: id, unit },
  values: [] as (number | null)[],
  at,
});

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
