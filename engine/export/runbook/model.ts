import type { Cell, PlainPage, PlainSection } from '../html/page';
import { type Basis, origin } from '../blueprint/basis';
import { routesOf } from '../blueprint/budgets';
import { spanWords } from '../words';
import { type Failure, failureSection } from './failure';
import { messageFailures, surge } from './messages';
import { outsideFailures, serviceFailures } from './services';
import { storeFailures } from './stores';
import { contractFailures, sagaFailures } from './workflows';

/** What to do when something fails: one page a failure, each with the numbers from which on it counts. */
export function runbookOf(basis: Basis): PlainPage {
  const failures = [
    ...surge(basis),
    ...serviceFailures(basis),
    ...outsideFailures(basis),
    ...storeFailures(basis),
    ...messageFailures(basis),
    ...sagaFailures(basis),
    ...contractFailures(basis),
  ].filter(({ signal }) => signal.length > 0);
  return {
    title: `${basis.design.name}: runbook`,
    facts: [...origin(basis), 'Thresholds come from that run. Set them anew when the real system has been measured.'],
    sections: [...start(basis), ...index(failures), ...failures.map((failure) => failureSection(failure, basis))],
  };
}

/** Where one begins whatever rings. */
function start(basis: Basis): PlainSection[] {
  const { report } = basis;
  const routes = routesOf(basis);
  const entries = [
    {
      label: 'Objectives',
      lines: report.slos.map(({ text, met }): Cell => (met ? text : { text: `${text}: missed in the run already`, tone: 'bad' })),
    },
    {
      label: 'Users leave after',
      lines: routes.flatMap(({ name, budget }) => (budget === null ? [] : [`${name}: ${spanWords(budget)}`])),
    },
  ].filter(({ lines }) => lines.length > 0);
  return [
    ...(entries.length > 0 ? [{ kind: 'entries' as const, title: 'What is promised', entries }] : []),
    {
      kind: 'words',
      title: 'In any case',
      lines: [
        'First stop the harm, then look for the cause. Follow one failed request by its correlation id through calls and events. What changed last is the first suspect.',
      ],
    },
  ];
}

const index = (failures: readonly Failure[]): PlainSection[] =>
  failures.length === 0
    ? []
    : [
        {
          kind: 'table',
          title: 'Alarms',
          columns: [{ title: 'When' }, { title: 'Go to' }],
          rows: failures.flatMap(({ title, signal }) => signal.map(({ text }): Cell[] => [text, title])),
        },
      ];
