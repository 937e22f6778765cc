import { number } from '../html/words';
import type { PlainPage, PlainSection } from '../html/page';
import { listed, rateWords } from '../words';
import { type Basis, origin } from './basis';
import { boundaries } from './boundaries';
import { budgets } from './budgets';
import { capacity } from './capacity';
import { communication } from './communication';
import { consistency } from './consistency';
import { contracts } from './contracts';
import { eventCatalog } from './events';
import { fullColumns } from './full-columns';
import { dashboards, objectives } from './objectives';
import { risks } from './risks';

/** The architecture as a document: what it is, why it is so, what it promises, and what was measured of it. */
export function blueprintOf(basis: Basis): PlainPage {
  const { design, resolved, report } = basis;
  const missed = report.slos.filter(({ met }) => !met);
  const broken = (report.ledger?.invariants ?? []).filter(({ holds }) => !holds);
  return {
    title: `${design.name}: blueprint`,
    facts: origin(basis),
    ...(report.slos.length + (report.ledger?.invariants.length ?? 0) > 0 && {
      verdict:
        missed.length + broken.length > 0
          ? {
              text: `Not all holds: ${listed([...missed.map(({ text }) => `${text} was missed`), ...broken.map(({ text }) => `${text} was broken`)])}.`,
              tone: 'bad',
            }
          : {
              text: `All ${report.slos.length + (report.ledger?.invariants.length ?? 0)} ${report.ledger?.invariants.length ? 'objectives and claims' : 'objectives'} held in the run.`,
              tone: 'good',
            },
    }),
    sections: [
      ...purpose(basis),
      ...(resolved.nodes.length > 0
        ? [{ kind: 'drawing' as const, title: 'Architecture', note: 'Dashed: nobody waits for an answer.', design }]
        : []),
      ...boundaries(basis),
      ...eventCatalog(basis),
      ...contracts(basis),
      ...communication(basis),
      ...consistency(basis),
      ...budgets(basis),
      ...objectives(basis),
      ...dashboards(basis),
      ...capacity(basis),
      ...risks(basis),
    ].map(fullColumns),
  };
}

function purpose({ design, resolved, report, name }: Basis): PlainSection[] {
  const { requests } = report;
  const clients = resolved.nodes.filter(({ kind }) => kind === 'client').map(({ id }) => name(id));
  const journeys = resolved.journeys.map(({ id, name: title = id }) => title);
  const lines = [
    ...(design.description?.trim() ? design.description.trim().split(/\n+/) : []),
    ...(requests.arrived > 0
      ? [
          `${listed(clients)} ${clients.length === 1 && !clients[0]!.endsWith('s') ? 'sends' : 'send'} ${rateWords(requests.arrived / Math.max(1e-9, report.simulated - report.warmup))}${journeys.length > 0 ? `: ${listed(journeys)}` : ''}. ${rateWords(requests.goodput)} were answered in time, ${number(requests.failed)} of ${number(requests.arrived)} requests failed.`,
        ]
      : []),
  ];
  return lines.length > 0 ? [{ kind: 'words', title: 'Purpose', lines }] : [];
}
