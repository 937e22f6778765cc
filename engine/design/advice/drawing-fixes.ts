import { modelOf } from '../node-model';
import { onlyPublisher } from '../publishers';
import type { Design } from '../schema';
import { stepsOf } from '../steps';
import { type Fix, type FixOf, onLink, onNode, pathInside, subjectOf } from './fix';

/** The write before a message, in a store that can keep an outbox. */
const outboxInStore: FixOf = (found) => {
  const { index } = found.view;
  const parts = found.finding.where.split('.');
  const at = Number(parts.at(-1));
  const list = parts.slice(0, -1).join('.');
  const steps = [...stepsOf(index.nodes.get(subjectOf(found))!)];
  const publish = steps.find(({ where }) => where === found.finding.where)?.step;
  const write = steps.findLast(
    ({ step, where }) =>
      step.kind === 'write' &&
      where.startsWith(`${list}.`) &&
      !where.slice(list.length + 1).includes('.') &&
      Number(where.slice(list.length + 1)) < at &&
      ['database', 'key-value'].includes(index.nodes.get(index.links.get(step.link)?.to ?? '')?.kind ?? ''),
  )?.step;
  const link = publish?.kind === 'publish' ? found.design.links?.find(({ id }) => id === publish.link) : undefined;
  if (!link || write?.kind !== 'write') return null;
  return {
    title: 'Publish through an outbox in that store',
    edits: [{ kind: 'replace-link', link: { ...link, outbox: { store: write.link } } }],
  };
};

const morePrefetch: FixOf = (found) => {
  const wanted = /Raise the prefetch to (\d+)/.exec(found.finding.remedy)?.[1];
  return wanted === undefined ? null : onNode(found, `Raise the prefetch to ${wanted}`, { 'params.prefetch': Number(wanted) });
};

const lessPrefetch: FixOf = (found) => {
  const { index } = found.view;
  const queue = index.nodes.get(subjectOf(found))!;
  if (queue.kind !== 'queue' && queue.kind !== 'topic') return null;
  const each = queue.params.prefetchPer === 'consumer';
  const rooms = index.outgoing(queue.id).flatMap(({ to }) => {
    const consumer = index.nodes.get(to);
    const model = consumer && modelOf(consumer);
    return model?.role === 'server' && model.workers > 0 ? [(model.workers + model.queueLimit) * (each ? 1 : model.replicas)] : [];
  });
  const room = Math.min(...rooms);
  return Number.isFinite(room) && room >= 1 ? onNode(found, `Hand out ${room} messages at a time`, { 'params.prefetch': room }) : null;
};

const catalogOf: FixOf = ({ design, view }) => {
  const names = [
    ...new Set(
      view.index.design.nodes.flatMap((node) => [...stepsOf(node)].flatMap(({ step }) => (step.kind === 'publish' ? [step.event] : []))),
    ),
  ];
  const events = names.map((id) => {
    const owner = onlyPublisher(view.index.design, id);
    return { id, ...(owner !== null && { owner }) };
  });
  return {
    title: `List ${names.length === 1 ? 'it' : `all ${names.length}`} with ${names.length === 1 ? 'its' : 'their'} owner`,
    edits: [{ kind: 'set-info', events: [...(design.events ?? []), ...events] }],
  };
};

const available = (journey: string | undefined, taken: ReadonlySet<string>) => {
  const wanted = `${journey ?? 'requests'}-available`.slice(0, 64);
  const id = taken.has(wanted) ? `${wanted.slice(0, 60)}-${taken.size}` : wanted;
  return { kind: 'availability' as const, id, ...(journey !== undefined && { journey }), atLeast: 0.999 };
};

function addObjectives({ slos = [], journeys = [] }: Design, about: readonly (string | undefined)[]): Fix {
  const taken = new Set([...slos, ...journeys].map(({ id }) => id));
  return {
    title: `Ask for 99.9\u00a0% good answers${about.length > 1 ? ' of each journey' : ''}`,
    edits: [{ kind: 'set-slos', slos: [...slos, ...about.map((journey) => available(journey, taken))] }],
  };
}

/** The one node that changes a thing is its owner. */
const nameOwner: FixOf = (found) => {
  const entity = subjectOf(found);
  const { design } = found.view.index;
  const changes = design.nodes.filter((node) =>
    [...stepsOf(node)].some(({ step }) => (step.kind === 'write' || step.kind === 'effect') && step.entity === entity),
  );
  const [only] = changes;
  if (changes.length !== 1 || !only) return null;
  return {
    title: `Let "${only.id}" own it`,
    edits: [
      {
        kind: 'set-info',
        entities: (found.design.entities ?? []).map((each) => (each.id === entity ? { ...each, owner: only.id } : each)),
      },
    ],
  };
};

/** Fixes of what is said about messages, data and the drawing as a whole. */
export const drawingFixes: Readonly<Record<string, FixOf>> = {
  'dual-write': outboxInStore,
  'queue-without-bound': (found) => onNode(found, 'Keep 100,000 messages at most', { 'params.capacity': 100_000 }),
  'queue-without-dead-letters': (found) =>
    onNode(found, 'Try failed messages again, five times in all', { 'params.onFailure': undefined, 'params.maxDeliveries': 5 }),
  'poison-loops': (found) =>
    onNode(found, 'Try again after a second, behind the others, five times in all', {
      'params.redeliveryDelay': '1s',
      'params.requeue': undefined,
      'params.maxDeliveries': 5,
    }),
  'queue-forgets': (found) => onNode(found, 'Make it durable', { 'params.durable': true }),
  'prefetch-too-small': morePrefetch,
  'prefetch-above-room': lessPrefetch,
  'record-blocks-partition': (found) => onLink(found, 'Park records that keep failing', { 'policy.group.onFailure': 'park' }),
  'log-with-one-copy': (found) => onNode(found, 'Keep three copies on three brokers', { 'params.replication': 3, 'params.brokers': 3 }),
  'acks-lose-records': (found) => onNode(found, 'Wait for all copies', { 'params.acks': 'all' }),
  'read-misses-own-write': (found) => onNode(found, 'Read at least what was just written', { [pathInside(found)]: 'own-writes' }),
  'cache-hides-load': (found) =>
    found.finding.where.endsWith('.singleFlight') ? onNode(found, 'Ask the source once for each key', { [pathInside(found)]: true }) : null,
  'single-replica': (found) => onNode(found, 'Run two replicas', { 'params.replicas': 2 }),
  'primary-without-failover': (found) => {
    const node = found.view.index.nodes.get(subjectOf(found));
    const loses = node?.kind !== 'database' || node.params.replication?.mode !== 'semi-sync';
    return loses ? null : onNode(found, 'Let a replica take over', { 'params.replication.failover': {} });
  },
  'no-event-catalog': catalogOf,
  'no-objectives': ({ design }) => addObjectives(design, design.journeys?.length ? design.journeys.map(({ id }) => id) : [undefined]),
  'journey-without-objective': (found) => addObjectives(found.design, [subjectOf(found)]),
  'entity-without-owner': nameOwner,
  'ignored-nothing': (found) => ({
    title: 'Remove the entry',
    edits: [{ kind: 'set-ignored', ignored: (found.design.ignored ?? []).filter((_, i) => i !== Number(subjectOf(found))) }],
  }),
};
