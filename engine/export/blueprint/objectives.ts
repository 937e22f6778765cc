import { percent, spanWords } from '../words';
import { sloText } from '../../measure/slo';
import type { Cell, PlainSection } from '../html/page';
import { number } from '../html/words';
import type { Basis } from './basis';
import { signalsOf } from './signals';

/** What is promised, and what the run made of it. */
export function objectives(basis: Basis): PlainSection[] {
  const { resolved, report } = basis;
  if (report.slos.length === 0) return [];
  const names = new Map(resolved.journeys.map(({ id, name = id }) => [id, name]));
  const told = new Map(
    resolved.slos.map((slo) => [
      slo.id,
      sloText({ ...slo, journey: slo.journey === undefined ? undefined : (names.get(slo.journey) ?? slo.journey) }),
    ]),
  );
  const latency = new Set(resolved.slos.filter(({ kind }) => kind === 'latency').map(({ id }) => id));
  return [
    {
      kind: 'table',
      title: 'Objectives',
      columns: [
        { title: 'Objective' },
        { title: 'Measured', number: true },
        { title: 'Met' },
        { title: 'Requests', number: true },
        { title: 'Error budget left', number: true },
      ],
      rows: report.slos.map(({ id, text, met, measured, budget }): Cell[] => [
        told.get(id) ?? text,
        measured === null ? '–' : latency.has(id) ? spanWords(measured * 1e6) : percent(measured),
        met ? { text: '✓ met', tone: 'good' } : { text: '✗ missed', tone: 'bad' },
        number(budget.counted),
        budget.left === null ? '–' : percent(budget.left),
      ]),
    },
  ];
}

/** What to watch, what is usual, and when to call somebody. */
export function dashboards(basis: Basis): PlainSection[] {
  const rows = basis.resolved.nodes.flatMap((node) =>
    signalsOf(node, basis).map(({ watch, usual, alarm, why }): Cell[] => [basis.name(node.id), watch, usual, alarm, why]),
  );
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Dashboards',
      note: 'Write them with faultline export --to grafana, and alerts on the objectives with --to alert-rules. Correlation ids go with every call and event, so that one request can be followed.',
      columns: ['Component', 'Watch', 'In the run', 'Alarm at', 'Why there'].map((title) => ({ title })),
      rows,
    },
  ];
}
