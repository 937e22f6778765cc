import { modelOf } from '../../design/node-model';
import type { ResolvedNode } from '../../design/schema';
import { number } from '../html/words';
import { listed, msWords, percent, rateWords, spanWords } from '../words';
import { type Basis, linkName } from '../blueprint/basis';
import { isService } from '../blueprint/offered';
import { guardWords } from '../blueprint/guards';
import { callsFrom, callsTo, consumersThatNeed, deliveriesTo, pauseLine, publishedBy, whoWaits } from './facts';
import { type Alarm, alarmsOf, type Failure } from './failure';

/** Each of our services that somebody waits for. */
export const serviceFailures = (basis: Basis): Failure[] =>
  basis.resolved.nodes.filter((node) => isService(node) && callsTo(node.id, basis).length > 0).map((node) => serviceFailure(node, basis));

/** Each system of others. */
export const outsideFailures = (basis: Basis): Failure[] =>
  basis.resolved.nodes
    .filter((node) => node.kind === 'external' && callsTo(node.id, basis).length > 0)
    .map((node) => ({
      title: `${basis.name(node.id)} is slow or down`,
      node: node.id,
      rehearsed: true,
      signal: outsideSignals(node, basis),
      check: [
        ...whoWaits(node.id, basis),
        'Is it them or the way to them? Their status page; our other calls to the outside; certificates and DNS.',
        ...callsTo(node.id, basis).map((link) => `${linkName(link, basis)}: ${guardLine(link.policy)}`),
      ],
      mitigate: outsideMitigation(node, basis),
      rollBack: [],
      pause: consumersThatNeed(node.id, basis).map((link) => pauseLine(link, basis)),
      replay: replayAfter(node, basis),
    }));

function serviceFailure(node: ResolvedNode, basis: Basis): Failure {
  return {
    title: `${basis.name(node.id)} is slow, failing or down`,
    node: node.id,
    rehearsed: true,
    signal: alarmsOf(node, basis),
    check: [...whoWaits(node.id, basis), ...below(node, basis)],
    mitigate: [...more(node, basis), ...less(node, basis)],
    rollBack: rollBackOf(node, basis),
    pause: consumersThatNeed(node.id, basis).map((link) => pauseLine(link, basis)),
    replay: replayAfter(node, basis),
  };
}

/** What it waits for: is the cause there? */
const below = (node: ResolvedNode, basis: Basis): string[] =>
  callsFrom(node.id, basis).map((link) => {
    const line = basis.measured.link(link.id);
    const usual = line && line.duration.n > 0 ? `p99 ${msWords(line.duration.p99)} in the run` : 'not called in the run';
    return `Is ${basis.name(link.to)} the cause? ${usual}; ${guardLine(link.policy)}`;
  });

const guardLine = (policy: Parameters<typeof guardWords>[0]): string => {
  const guards = guardWords(policy);
  const waits =
    policy.timeout === undefined
      ? 'it is waited for without end'
      : `it is waited for ${spanWords(policy.timeout)}${policy.retry ? `, ${policy.retry.attempts} attempts` : ''}`;
  return `${waits}${guards.length > 0 ? `; ${guards.join('; ')}` : ''}.`;
};

/** More of it. */
function more(node: ResolvedNode, { measured, name }: Basis): string[] {
  const model = modelOf(node);
  const line = measured.node(node.id);
  const busy = line?.utilization ?? null;
  if (model.role !== 'server' || !line || busy === null || busy === 0 || model.replicas === 0) return [];
  const most = line.rate / busy;
  const scaler = model.replicaCare.autoscaling;
  if (busy < 0.05 && !scaler) return [`More replicas hardly help: ${percent(busy)} of its workers were in use at ${rateWords(line.rate)}.`];
  const now = `${name(node.id)} had ${percent(busy)} of its workers in use at ${rateWords(line.rate)}`;
  return scaler
    ? [`Is the autoscaler at its end (${number(scaler.max)} replicas)? Then raise it. ${now}.`]
    : [
        `Add replicas if its workers are in use: ${model.replicas} carry ${rateWords(most)} at most, each further one ${rateWords(most / model.replicas)}. ${now}.`,
      ];
}

/** Less for it to do. */
function less(node: ResolvedNode, basis: Basis): string[] {
  const { resolved, name } = basis;
  const callers = callsTo(node.id, basis);
  const doors = resolved.nodes.flatMap((each) => ('rateLimit' in each.params && each.params.rateLimit ? [name(each.id)] : []));
  return [
    ...callers.flatMap((link) =>
      link.policy.bulkhead
        ? [
            `Lower the bulkhead ${linkName(link, basis)} (${number(link.policy.bulkhead.limit)} now), so that ${name(link.from)} keeps its workers for the rest.`,
          ]
        : [],
    ),
    ...callers.flatMap((link) => (link.policy.fallback ? [`${name(link.from)} goes on with a substitute; nothing to do there.`] : [])),
    ...callers.flatMap((link) =>
      link.policy.retry && !link.policy.retry.budget
        ? [`Turn off retries ${linkName(link, basis)}: ${link.policy.retry.attempts} attempts without a budget multiply the load.`]
        : [],
    ),
    ...(doors.length > 0 ? [`Turn down the rate limit at ${listed(doors)}: refused users are better than slow ones.`] : []),
  ];
}

function rollBackOf(node: ResolvedNode, basis: Basis): string[] {
  const { name } = basis;
  const canary = node.release?.canary;
  const promised = publishedBy(node.id, basis).flatMap(({ id, consumers }) =>
    consumers.filter(({ needs }) => needs.length > 0).map((consumer) => `${id} with ${listed(consumer.needs)} for ${name(consumer.node)}`),
  );
  return [
    canary
      ? `Take the canary (version ${canary.version}, ${percent(canary.share)} of the replicas) out first; version ${node.release!.version} stays.`
      : `If it began with a deploy, undo that first${node.release ? ` (version ${node.release.version} is the one that runs here)` : ''}; then look for the cause.`,
    ...(promised.length > 0 ? [`What the version must publish: ${promised.join('; ')}.`] : []),
  ];
}

/** What happens to events meanwhile, and what is to be done about it. */
function replayAfter(node: ResolvedNode, basis: Basis): string[] {
  const { view, name, resolved } = basis;
  const out = view.index.outgoing(node.id);
  const boxes = out.filter(({ outbox }) => outbox);
  const sagas = resolved.nodes.filter(
    (each) =>
      (each.operations ?? []).some(({ steps }) => steps.some(({ kind }) => kind === 'saga')) &&
      callsFrom(each.id, basis).some((link) => link.to === node.id),
  );
  return [
    ...boxes.map(
      (link) =>
        `Nothing to replay to ${name(link.to)}: events wait in the outbox and leave within ${spanWords(link.outbox!.interval)} once it runs again.`,
    ),
    ...out
      .filter((link) => !link.outbox && publishedBy(node.id, basis).some(({ over }) => over.includes(link.to)))
      .map(
        (link) =>
          `Events to ${name(link.to)} that were lost between write and publish: compare its data with what arrived, and publish those again.`,
      ),
    ...sagas.map(
      (each) => `Sagas of ${name(each.id)} that were under way are undone or taken up by themselves; look for stuck ones afterwards.`,
    ),
    ...(deliveriesTo(node.id, basis).length > 0
      ? ['What it failed at meanwhile is redelivered, or lies among the dead letters: see below.']
      : []),
  ];
}

function outsideSignals(node: ResolvedNode, basis: Basis): Alarm[] {
  const line = basis.measured.node(node.id);
  return [
    ...alarmsOf(node, basis),
    ...callsTo(node.id, basis).flatMap((link) =>
      link.policy.breaker ? [{ text: `Breaker ${linkName(link, basis)}: open`, why: 'calls are being refused' }] : [],
    ),
    ...(line
      ? [{ text: `Failed calls: ${percent(Math.max(0.05, 3 * line.errorShare))} or more`, why: `${percent(line.errorShare)} in the run` }]
      : []),
  ];
}

function outsideMitigation(node: ResolvedNode, basis: Basis): string[] {
  const { name } = basis;
  return callsTo(node.id, basis).flatMap((link) => [
    ...(link.policy.breaker
      ? [`Leave the breaker ${linkName(link, basis)} to do its work; force it open if calls still pile up.`]
      : [`There is no breaker ${linkName(link, basis)}: switch the calls off by hand (feature flag) when they pile up.`]),
    ...(link.policy.fallback ? [`${name(link.from)} answers with a substitute meanwhile: say so on the page.`] : []),
    ...(link.policy.retry ? [`If they answer 429 or time out, take retries down to 1 attempt (${link.policy.retry.attempts} now).`] : []),
  ]);
}
