import { meanOf } from '../../core/sampler';
import { formatDuration } from '../../core/units';
import { hint, warning } from '../checks/check';
import type { Advice } from './advice';

/** Autoscalers that cannot scale, or not in time. */
export const autoscalers: Advice = function* ({ index }) {
  const { design } = index;
  const spikes = design.nodes.flatMap((node) =>
    node.kind === 'client' &&
    (node.params.traffic.kind === 'open' || node.params.traffic.kind === 'bursty') &&
    node.params.traffic.curve.kind === 'spike'
      ? [node.params.traffic.curve.duration]
      : [],
  );
  const shortest = Math.min(...spikes);
  for (const { id, params } of design.nodes) {
    if (!('autoscaling' in params) || !params.autoscaling) continue;
    const { min, max, syncPeriod, up } = params.autoscaling;
    const where = `nodes.${id}.params.autoscaling`;
    if (min === max || up.select === 'disabled') {
      yield warning({
        code: 'autoscaler-cannot-scale',
        where: min === max ? `${where}.max` : `${where}.up.select`,
        message: `"${id}" has an autoscaler that can never add a replica: ${min === max ? `at least ${min} and at most ${max}` : 'scaling up is disabled'}.`,
        remedy: 'Let it scale up, or state the replicas and take the autoscaler out.',
      });
      continue;
    }
    const slow = syncPeriod + (params.startup ? meanOf(params.startup) : 0);
    if (slow < shortest) continue;
    yield hint({
      code: 'autoscaler-slower-than-spike',
      where: `${where}.syncPeriod`,
      message: `A spike lasts ${formatDuration(shortest)}, and new replicas of "${id}" take up to ${formatDuration(Math.round(slow / 1e6) * 1e6)} to come: they are ready when it is over.`,
      remedy: 'Keep room for the spike, scale ahead of it, or shed what is too much.',
    });
  }
};
