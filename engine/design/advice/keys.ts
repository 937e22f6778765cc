import type { Problem } from '../../core/problem';
import { exp, log as ln } from '../../core/exp-log';
import { formatDuration } from '../../core/units';
import { hint, warning } from '../checks/check';
import { modelOf } from '../node-model';
import { stepsOf } from '../steps';
import type { Advice } from './advice';
import type { DesignView } from './view';
import { percent } from './words';

/** What hangs on the key of a thing: that no one key has too much of the load, and that keys are remembered for long enough. */
export const keys: Advice = function* (view) {
  yield* hotKeys(view);
  yield* forgottenKeys(view);
};

/** How much of the load the most popular thing has before two parts of equal size would still be even. */
const UNEVEN = 2;

function* hotKeys(view: DesignView): Generator<Problem> {
  const { index, graph, demand, times, verticesOf } = view;
  const clients = index.design.nodes.filter((node) => node.kind === 'client');
  const [only] = clients;
  const entities = clients.length === 1 ? only?.params.entities : undefined;
  // Things that are new with each request have no popular ones.
  if (entities?.kind !== 'zipf' || index.design.entities.some(({ by }) => by === 'request')) return;
  const share = topShare(entities.count, entities.skew);
  for (const node of index.design.nodes) {
    if (node.kind === 'log' && node.params.partitioner === 'key') {
      for (const link of index.outgoing(node.id)) {
        const least = Math.min(
          ...verticesOf(link.to)
            .filter((place) => demand.rate(place) > 0)
            .map((place) => times.answer(link.to, graph[place]!.operation)),
        );
        const busy = Number.isFinite(least) ? (demand.linkRate(link.id) * share * least) / 1e9 : 0;
        yield* told({
          id: node.id,
          parts: node.params.partitions,
          what: 'partition',
          share,
          busy,
          where: `nodes.${node.id}.params.partitions`,
        });
      }
    }
    const model = modelOf(node);
    if (node.kind === 'database' && node.params.shards && model.role === 'server') {
      const { count } = node.params.shards;
      const held = verticesOf(node.id).reduce((sum, place) => sum + demand.rate(place) * demand.held(place), 0);
      yield* told({
        id: node.id,
        parts: count,
        what: 'shard',
        share,
        busy: (held * share) / 1e9 / model.workers,
        where: `nodes.${node.id}.params.shards`,
      });
    }
  }
}

interface HotPart {
  readonly id: string;
  readonly parts: number;
  readonly what: 'partition' | 'shard';
  readonly share: number;
  /** Of what one part can do, what the most popular thing alone needs. */
  readonly busy: number;
  readonly where: string;
}

function* told({ id, parts, what, share, busy, where }: HotPart): Generator<Problem> {
  if (parts < 2 || (busy < 1 && share < UNEVEN / parts)) return;
  yield (busy >= 1 ? warning : hint)({
    code: 'hot-key',
    where,
    message: `The most popular thing has ${percent(share)} of the traffic, and all of it goes to one of ${parts} ${what}s of "${id}"${busy >= 1 ? `, which would need ${percent(busy)} of what it can do for that alone` : `, whose fair share is ${percent(1 / parts)}`}.`,
    remedy: 'Split that key, choose a finer one, or answer for it from a cache.',
  });
}

/** Terms of the sum that are added one by one; the rest is an integral. */
const ADDED = 1000;

/** Share of the draws that the most popular of `count` things has: 1 over the generalized harmonic number. */
function topShare(count: number, skew: number): number {
  let sum = 0;
  for (let k = 1; k <= Math.min(count, ADDED); k++) sum += exp(-skew * ln(k));
  if (count > ADDED) {
    const [low, high] = [ADDED + 0.5, count + 0.5];
    sum += Math.abs(skew - 1) < 1e-9 ? ln(high) - ln(low) : (exp((1 - skew) * ln(high)) - exp((1 - skew) * ln(low))) / (1 - skew);
  }
  return 1 / sum;
}

/** A key that is forgotten while attempts still come lets the last of them through as new. */
function* forgottenKeys({ index }: DesignView): Generator<Problem> {
  for (const node of index.design.nodes) {
    const window = attemptsWindow(node.id, index);
    if (window === 0) continue;
    for (const [i, { inbox }] of (node.operations ?? []).entries()) {
      if (inbox && inbox.retention < window)
        yield forgotten(`nodes.${node.id}.operations.${i}.inbox.retention`, node.id, inbox.retention, window);
    }
    for (const { step, where } of stepsOf(node)) {
      if (step.kind === 'effect' && step.idempotent && step.retention < window)
        yield forgotten(`${where}.retention`, node.id, step.retention, window);
    }
  }
}

const forgotten = (where: string, id: string, retention: number, window: number): Problem =>
  warning({
    code: 'key-forgotten-too-soon',
    where,
    message: `"${id}" remembers a key for ${formatDuration(retention)}, and attempts of one request may come ${formatDuration(window)} apart: a late one is done again.`,
    remedy: `Remember keys for longer than ${formatDuration(window)}.`,
  });

/** From the first attempt that reaches a node to the last one, at most. [ns] */
function attemptsWindow(id: string, index: DesignView['index']): number {
  return Math.max(
    0,
    ...index.incoming(id).map(({ from, policy }) => {
      const source = index.nodes.get(from);
      if (source?.kind === 'queue' || source?.kind === 'topic') {
        const { maxDeliveries, redeliveryDelay, onFailure } = source.params;
        return onFailure === 'reject' ? 0 : (maxDeliveries - 1) * (redeliveryDelay + (policy.timeout ?? 0));
      }
      const { retry, timeout = 0 } = policy;
      if (!retry) return 0;
      let all = 0;
      for (let i = 1, wait: number = retry.backoff; i < retry.attempts; i++, wait *= retry.factor)
        all += timeout + Math.min(wait, retry.cap);
      return all;
    }),
  );
}
