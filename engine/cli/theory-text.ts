import type { Report } from '../measure/report';
import type { Theory } from '../measure/theory';
import { measure, percent } from './numbers';
import { table, type TableColumn } from './table';

type Node = Report['nodes'][number];
interface Predicted extends Node {
  readonly theory: Theory & { readonly formula: string };
}

/** Predictions of queueing theory next to what was measured, and why there are none. Empty without servers. */
export function theoryText({ nodes }: Pick<Report, 'nodes'>, colors: boolean): string {
  const predicted = nodes.filter((node): node is Predicted => typeof node.theory?.formula === 'string');
  const why = new Map<string, string[]>();
  for (const { id, theory } of nodes) if (theory?.formula === null) why.set(theory.why, [...(why.get(theory.why) ?? []), id]);
  return [
    predicted.length > 0 ? table(predicted, columns, colors) : '',
    ...[...why].map(([reason, ids]) => `No formula for ${ids.join(', ')}: ${reason}\n`),
  ].join('');
}

/** "44.6 % | 44.5 %": predicted, then measured. */
const beside = (show: (value: number | null) => string, predicted: number | null, measured: number | null): string =>
  predicted === null ? '–' : `${show(predicted)} | ${show(measured)}`;

const columns: readonly TableColumn<Predicted>[] = [
  { title: 'Node', of: ({ id }) => id, align: 'left' },
  { title: 'Formula', of: ({ theory }) => `${theory.exact ? '' : '≈ '}${theory.formula}`, align: 'left' },
  { title: 'Utilization', of: ({ theory, utilization }) => beside(percent, theory.utilization, utilization) },
  { title: 'Mean wait ms', of: ({ theory, queueWait }) => beside(measure, theory.meanWait, queueWait.mean) },
  { title: 'p99 wait ms', of: ({ theory, queueWait }) => beside(measure, theory.waitP99, queueWait.p99) },
  { title: 'p99 total ms', of: ({ theory, total }) => beside(measure, theory.totalP99, total.p99) },
];
