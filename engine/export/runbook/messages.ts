import { modelOf } from '../../design/node-model';
import type { ResolvedLink, ResolvedNode } from '../../design/schema';
import { plainGroup } from '../../policies/consumer-group-params';
import { listed, percent, rateWords, spanWords } from '../words';
import { type Basis, linkName } from '../blueprint/basis';
import { againWords, callsFrom, mostOver, pauseLine, readerWords } from './facts';
import { alarmsOf, type Failure } from './failure';

/** Each queue, topic and log. */
export const messageFailures = (basis: Basis): Failure[] =>
  basis.resolved.nodes
    .filter(({ kind }) => kind === 'queue' || kind === 'topic' || kind === 'log')
    .map((node) => {
      const readers = basis.view.index.outgoing(node.id).filter(({ to }) => basis.view.index.roleOf(to) === 'server');
      return {
        title: `Consumers of ${basis.name(node.id)} fall behind or fail`,
        node: node.id,
        rehearsed: true,
        signal: alarmsOf(node, basis),
        check: readers.flatMap((link) => checksOf(link, basis)),
        mitigate: readers.flatMap((link) => mitigationOf(node, link, basis)),
        rollBack:
          readers.length > 0
            ? [
                `If it began with a deploy of ${listed([...new Set(readers.map(({ to }) => basis.name(to)))])}, go back first: messages wait, nothing is lost meanwhile.`,
              ]
            : [],
        pause: readers.map((link) => pauseLine(link, basis)),
        replay: replayOf(node, readers, basis),
      };
    });

const checksOf = (link: ResolvedLink, basis: Basis): string[] => {
  const line = basis.measured.node(link.to);
  const calls = callsFrom(link.to, basis).map(({ to }) => basis.name(to));
  return [
    `${readerWords(link, basis)}: is it up, and does it fail? ${line ? `It took ${rateWords(line.rate)} in the run.` : ''}${calls.length > 0 ? ` It needs ${listed(calls)}.` : ''}`,
    failureRule(link, basis),
  ];
};

/** What becomes of a message that a consumer fails at. */
function failureRule(link: ResolvedLink, { view }: Basis): string {
  const keeper = view.index.nodes.get(link.from);
  if (keeper?.kind === 'log') {
    const { onFailure, maxDeliveries, retryDelay } = link.policy.group ?? plainGroup;
    if (onFailure === 'retry')
      return `A record that fails is tried for ever, every ${spanWords(retryDelay)}: its partition stands still behind it. One record that cannot be done is enough.`;
    return `A record that fails ${maxDeliveries} times is ${onFailure === 'park' ? 'parked as a dead letter' : 'skipped and gone'}.`;
  }
  if (keeper?.kind === 'queue' || keeper?.kind === 'topic') {
    const { onFailure, maxDeliveries, redeliveryDelay } = keeper.params;
    return onFailure === 'reject'
      ? 'A message that fails is a dead letter at once.'
      : `A message that fails ${maxDeliveries} times, ${spanWords(redeliveryDelay)} apart, is a dead letter.`;
  }
  return '';
}

function mitigationOf(node: ResolvedNode, link: ResolvedLink, basis: Basis): string[] {
  const { view, name } = basis;
  const consumer = view.index.nodes.get(link.to)!;
  const model = modelOf(consumer);
  if (model.role !== 'server') return [];
  const limit = mostOver(link, basis);
  const most = Number.isFinite(limit) ? ` They take about ${rateWords(limit)} at most.` : '';
  if (node.kind === 'log') {
    const parallel = link.policy.group?.parallel ?? plainGroup.parallel;
    const useful = Math.ceil(node.params.partitions / parallel);
    return [
      model.replicas < useful
        ? `Add replicas of ${name(link.to)} (${model.replicas} now); up to ${useful} help, as there are ${node.params.partitions} partitions.${most}`
        : `More replicas of ${name(link.to)} do not help: ${node.params.partitions} partitions are shared by ${model.replicas} already. Make the work of one record shorter.${most}`,
    ];
  }
  return [`Add replicas of ${name(link.to)} (${model.replicas} now).${most}`];
}

function replayOf(node: ResolvedNode, readers: readonly ResolvedLink[], basis: Basis): string[] {
  const { name, view } = basis;
  if (readers.length === 0) return [];
  const safe = [...new Set(readers.map(({ to }) => againWords(to, basis)))];
  if (node.kind === 'log') {
    const kept = node.params.retention === undefined ? 'All records are kept' : `Records are kept ${spanWords(node.params.retention)}`;
    return [
      `Once the consumer is fixed: stop the group, set its offset back to before the failure, start it again. ${kept}. Other groups are not touched.`,
      ...safe,
      'Rehearse it: the fault “replay” does the same in a run.',
    ];
  }
  const parked = view.index.outgoing(node.id).find(({ to }) => view.index.roleOf(to) === 'queue');
  return [
    parked
      ? `Dead letters lie in ${name(parked.to)} (${linkName(parked, basis)}): move them back once the consumer is fixed, a few first.`
      : `Dead letters stay at ${name(node.id)}: publish them again once the consumer is fixed, a few first.`,
    `What was acknowledged is gone from ${name(node.id)}: it can only be published again by who published it.`,
    ...safe,
  ];
}

/** How much of the traffic takes the whole to its end. */
export function surge(basis: Basis): Failure[] {
  const { resolved, measured, name, report } = basis;
  const loads = resolved.nodes.flatMap((node) => {
    const model = modelOf(node);
    const busy = measured.node(node.id)?.utilization ?? null;
    return model.role === 'server' && busy !== null && busy > 0.01 ? [{ node, busy }] : [];
  });
  const fullest = loads.toSorted((a, b) => b.busy - a.busy)[0];
  const rate = report.requests.arrived / Math.max(1e-9, report.simulated - report.warmup);
  const entry = resolved.nodes.find(({ kind }) => kind === 'client');
  if (!fullest || rate === 0 || !entry) return [];
  const factor = 0.8 / fullest.busy;
  const limits = resolved.nodes.flatMap((node) => ('rateLimit' in node.params && node.params.rateLimit ? [name(node.id)] : []));
  return [
    {
      title: 'More traffic than planned',
      node: entry.id,
      rehearsed: true,
      signal: [
        factor > 1
          ? {
              text: `Requests: ${rateWords(rate * factor)} or more`,
              why: `${rateWords(rate)} in the run; from there ${name(fullest.node.id)}, the fullest, has more than 80 % of its workers in use`,
            }
          : {
              text: `Requests: ${rateWords(rate)} or more`,
              why: `as in the run, where ${name(fullest.node.id)} had ${percent(fullest.busy)} of its workers in use already: any more is too much`,
            },
      ],
      check: ['Is it users, a client that retries, or an attack? Look at the share of each route and tenant.'],
      mitigate: [
        ...(limits.length > 0
          ? [`The rate limit at ${listed(limits)} refuses the rest; lower it before anything behind it is full.`]
          : ['There is no rate limit at the edge: put one there, or turn traffic away at the load balancer.']),
        `Grow ${name(fullest.node.id)} first; then look again who is the fullest.`,
      ],
      rollBack: [],
      pause: [],
      replay: [],
    },
  ];
}
