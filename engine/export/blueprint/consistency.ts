import type { PlainSection } from '../html/page';
import { stepsOf } from '../../design/steps';
import type { SagaStep } from '../../design/step-schema';
import { stepWords } from '../../design/step-words';
import { number } from '../html/words';
import { listed, spanWords } from '../words';
import { type Basis, linkName } from './basis';

/** What may be seen late, what is done once, and how a workflow is undone. */
export const consistency = (basis: Basis): PlainSection[] => [...rules(basis), ...sagas(basis), ...claims(basis)];

function rules(basis: Basis): PlainSection[] {
  const { resolved, view, name, measured } = basis;
  const entries = [
    {
      label: 'Events with their write',
      lines: resolved.links
        .filter(({ outbox }) => outbox)
        .map(
          (link) => `${linkName(link, basis)}: within ${spanWords(link.outbox!.interval)} after the commit, in the order of the writes.`,
        ),
    },
    { label: 'Done once', lines: onceLines(basis) },
    {
      label: 'May be read late',
      lines: resolved.nodes.flatMap((node): string[] => {
        if (node.kind !== 'database' || node.params.replication?.reads === undefined || node.params.replication.reads === 'primary')
          return [];
        const figures = measured.node(node.id)?.figures ?? [];
        const share = figures.find((figure) => figure.id === 'stale-read-share');
        const lag = figures.find((figure) => figure.id === 'replication-lag');
        const stale =
          share?.kind === 'share' && share.share !== null ? ` ${number(share.share * 100)} % of reads were stale in the run.` : '';
        const behind = lag?.kind === 'time' && lag.time.p99 !== null ? ` p99 of the lag: ${spanWords(lag.time.p99 * 1e6)}.` : '';
        return [
          `${name(node.id)}: reads go to ${node.params.replication.reads === 'nearest' ? 'the nearest copy' : 'replicas'}.${behind}${stale}`,
        ];
      }),
    },
    {
      label: 'Projections',
      lines: resolved.links.flatMap((link): string[] => {
        const group = measured.node(link.from)?.groups?.find(({ id }) => id === link.id);
        const onward = view.index.outgoing(link.to);
        return group && onward.length > 0
          ? [`${name(link.to)} follows ${name(link.from)}; ${number(group.lag)} records behind at the end of the run.`]
          : [];
      }),
    },
  ].filter(({ lines }) => lines.length > 0);
  return entries.length > 0 ? [{ kind: 'entries', title: 'Consistency', entries }] : [];
}

function onceLines({ resolved, name }: Basis): string[] {
  return resolved.nodes.flatMap((node): string[] => {
    const once = [...stepsOf(node)].flatMap(({ step }) => (step.kind === 'effect' && step.idempotent ? [step.effect] : []));
    const inbox = (node.operations ?? []).filter((operation) => operation.inbox).map((operation) => operation.name);
    const known = [...new Set([...once, ...inbox])];
    return known.length > 0 ? [`${name(node.id)} recognises a repeated ${listed(known)} by its key.`] : [];
  });
}

function sagas(basis: Basis): PlainSection[] {
  const { resolved, design, name, view, measured } = basis;
  return resolved.nodes.flatMap((node) =>
    (node.operations ?? []).flatMap((operation): PlainSection[] =>
      operation.steps
        .filter((step): step is SagaStep => step.kind === 'saga')
        .map((saga) => {
          const words = (steps: SagaStep['stages'][number]['steps']) =>
            // What people wrote and what the schema filled in read alike here.
            steps.map((step) => stepWords(step as Parameters<typeof stepWords>[0], design)).join('; ') || '–';
          const store = saga.store === undefined ? undefined : view.index.links.get(saga.store)?.to;
          const count = (id: string) => {
            const figure = measured.node(node.id)?.figures?.find((each) => each.id === id);
            return figure?.kind === 'count' ? figure.total : figure?.kind === 'level' ? figure.now : 0;
          };
          return {
            kind: 'table',
            title: `Saga: ${name(node.id)}, ${operation.name}`,
            note: `${store === undefined ? 'Its progress is kept nowhere: a crash leaves it half-way.' : `Progress is kept in ${name(store)}; another replica takes it up ${spanWords(saga.takeover)} after its own has died.`} A compensation is tried ${saga.compensation.attempts} times, ${spanWords(saga.compensation.backoff)} apart; then the saga is stuck. In the run: ${number(count('sagas-done'))} done, ${number(count('sagas-compensated'))} undone, ${number(count('sagas-stuck'))} stuck.`,
            columns: [{ title: 'Stage' }, { title: 'Does' }, { title: 'Undone by' }, { title: 'Tries', number: true }],
            rows: saga.stages.map((stage, i) => [
              stage.name ?? `Stage ${i + 1}`,
              words(stage.steps),
              words(stage.compensate),
              `${stage.attempts}${stage.timeout === undefined ? '' : `, ${spanWords(stage.timeout)} each`}`,
            ]),
          };
        }),
    ),
  );
}

function claims({ resolved, report }: Basis): PlainSection[] {
  const lines = report.ledger?.invariants ?? [];
  if (lines.length === 0) return [];
  const names = new Map(resolved.invariants.map(({ id, name = id }) => [id, name]));
  return [
    {
      kind: 'table',
      title: 'What must always be true',
      columns: [{ title: 'Claim' }, { title: 'Means' }, { title: 'In the run' }],
      rows: lines.map(({ id, text, holds, violations }) => [
        names.get(id) ?? id,
        text,
        holds ? { text: '✓ held', tone: 'good' } : { text: `✗ broken ${number(violations)} times`, tone: 'bad' },
      ]),
    },
  ];
}
