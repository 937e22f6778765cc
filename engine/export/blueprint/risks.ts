import { withAdvice } from '../../design/findings';
import { check } from '../../design/resolve';
import { cascadeSentence } from '../../measure/cascade-words';
import type { Cell, PlainSection } from '../html/page';
import { number, within } from '../html/words';
import type { Basis } from './basis';
import { percent } from '../words';

/** More than these are for the finding list. */
const MOST = 15;

/** What went wrong in the run, what breaks under which fault, and what the drawing itself gives away. */
export const risks = (basis: Basis): PlainSection[] => [...seen(basis), ...underFaults(basis), ...inTheDrawing(basis), ...accepted(basis)];

function seen({ report, name, view }: Basis): PlainSection[] {
  const { cascade, forgotten = [] } = report;
  const trouble = cascade.failed + cascade.late > 0;
  const lines = [
    ...(trouble
      ? [
          `${number(cascade.failed)} requests failed and ${number(cascade.late)} came late. ${cascadeSentence(cascade, name, (link) => view.index.links.get(link)?.to ?? link)}`,
        ]
      : []),
    ...forgotten.map(({ subject, what }) => `${subject === '' ? '' : `${name(subject)}: `}${what}`),
  ];
  return lines.length > 0 ? [{ kind: 'words', title: 'What went wrong in the run', lines }] : [];
}

function underFaults({ chaos, name }: Basis): PlainSection[] {
  if (chaos === null) return [];
  const { cells, worst, actions, places, counts } = chaos;
  const title = (action: string) => actions.find((each) => each.action === action)?.title ?? action;
  const place = (id: string) => places.find((each) => each.id === id)?.name ?? name(id);
  return [
    {
      kind: 'table',
      title: 'Risks under faults',
      note: `Of ${cells.length} faults in places ${counts.holds} hold, ${counts.degrades} degrade and ${counts.breaks} break. The worst of them:`,
      columns: [
        { title: 'Fault' },
        { title: 'Where' },
        { title: 'Verdict' },
        { title: 'More failed or late', number: true },
        { title: 'p99', number: true },
        { title: 'What happens' },
      ],
      rows: worst.flatMap((one): Cell[][] => {
        const cell = cells.find(({ action, place: at }) => action === one.action && at === one.place);
        if (!cell) return [];
        const { verdict, badShare, p99, story } = cell;
        return [
          [
            title(cell.action),
            place(cell.place),
            { text: verdict === 'breaks' ? '✗ breaks' : `~ ${verdict}`, tone: verdict === 'breaks' ? 'bad' : 'warn' },
            within(badShare, percent),
            within(p99, (value) => `×${number(value)}`),
            story,
          ],
        ];
      }),
    },
  ];
}

const findings = ({ design, resolved }: Basis) => withAdvice(resolved, check(design));

function inTheDrawing(basis: Basis): PlainSection[] {
  const open = findings(basis).filter(({ ignored, severity }) => ignored === undefined && severity === 'warning');
  if (open.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Risks in the design',
      ...(open.length > MOST && { note: `The first ${MOST} of ${open.length}; faultline check lists all.` }),
      columns: [{ title: 'Risk' }, { title: 'What to do' }],
      rows: open.slice(0, MOST).map(({ message, remedy }) => [message, remedy]),
    },
  ];
}

function accepted(basis: Basis): PlainSection[] {
  const all = findings(basis).filter(({ ignored }) => ignored !== undefined);
  if (all.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Risks that were accepted',
      columns: [{ title: 'Risk' }, { title: 'Why it may stay' }],
      rows: all.map(({ message, ignored }) => [message, ignored ?? '']),
    },
  ];
}
