import type { Problem } from '../../core/problem';
import { hint, warning } from '../checks/check';
import type { ResolvedLink } from '../schema';
import { stepsOf } from '../steps';
import type { Advice } from './advice';
import { perSecond } from './words';
import type { DesignView } from './view';

/** Second attempts that can feed an overload, come all at once, or do a thing twice. */
export const retries: Advice = function* (view) {
  for (const link of view.index.design.links) {
    if (view.index.roleOf(link.to) !== 'server') continue;
    yield* withoutBudget(link, view);
    yield* withoutJitter(link);
    yield* hedgedEffects(link, view);
  }
};

function* withoutBudget({ id, from, to, policy }: ResolvedLink, { index, demand, verticesOf }: DesignView): Generator<Problem> {
  const { retry, breaker, throttle } = policy;
  // What holds calls back while the callee is ill holds retries back too. Deliveries are the queue's to repeat.
  if (!retry || retry.budget || breaker || throttle || index.roleOf(from) === 'queue' || index.roleOf(from) === 'log') return;
  const rate = demand.linkRate(id);
  const spare =
    demand.utilization(to) +
    (demand.places(to) === Number.POSITIVE_INFINITY ? 0 : ((retry.attempts - 1) * rate * heldMean()) / 1e9 / demand.places(to));
  const storm = rate > 0 && spare >= 1;
  yield (storm ? warning : hint)({
    code: 'retry-without-budget',
    where: `links.${id}.policy.retry.budget`,
    message: `While "${to}" fails, "${from}" asks it ${retry.attempts} times for each call${rate > 0 ? `: ${perSecond(rate * retry.attempts)} instead of ${perSecond(rate)}` : ''}${storm ? ', more than it can do when it is well' : ''}, and nothing bounds that.`,
    remedy: 'Give the retries a budget, or the link a circuit breaker.',
  });

  /** How long a call holds a place there, over what is asked for. [ns] */
  function heldMean(): number {
    const places = verticesOf(to);
    const all = places.reduce((sum, place) => sum + demand.rate(place), 0);
    return all > 0 ? places.reduce((sum, place) => sum + demand.rate(place) * demand.held(place), 0) / all : 0;
  }
}

function* withoutJitter({ id, from, policy }: ResolvedLink): Generator<Problem> {
  const { retry } = policy;
  if (retry?.jitter !== 'none' || retry.backoff === 0) return;
  yield hint({
    code: 'retry-without-jitter',
    where: `links.${id}.policy.retry.jitter`,
    message: `Calls of "${from}" that fail together are tried again together, over "${id}": a wave for each wave.`,
    remedy: 'Spread the waits with jitter.',
  });
}

function* hedgedEffects({ id, from, to, policy }: ResolvedLink, { index, graph, verticesOf }: DesignView): Generator<Problem> {
  if (!policy.hedge) return;
  const asked = new Set(verticesOf(from).flatMap((vertex) => graph[vertex]!.edges.flatMap((edge) => (edge.link === id ? [edge.to] : []))));
  for (const place of asked) {
    const { operation } = graph[place]!;
    const at = index.nodes.get(to)!.operations?.findIndex(({ name }) => name === operation) ?? -1;
    if (at < 0 || index.nodes.get(to)!.operations![at]!.inbox) continue;
    const effect = [...stepsOf(index.nodes.get(to)!)].find(
      ({ step, where }) => step.kind === 'effect' && !step.idempotent && where.startsWith(`nodes.${to}.operations.${at}.`),
    );
    if (effect?.step.kind !== 'effect') continue;
    yield warning({
      code: 'hedge-repeats-effect',
      where: `links.${id}.policy.hedge`,
      message: `A slow call of "${from}" is sent a second time while the first one goes on, and "${effect.step.effect}" at "${to}" is then done twice.`,
      remedy: 'Hedge reads only, or make the effect idempotent.',
    });
    return;
  }
}
