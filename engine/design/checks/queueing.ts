import { type Check, warning } from './check';

/** Words about waiting calls that come to nothing. */
export const queueing: Check = function* ({ design }) {
  const urgencies = new Set(design.journeys.map(({ priority }) => priority));
  for (const { id, params } of design.nodes) {
    if (!('discipline' in params)) continue;
    if (params.discipline.kind === 'processor-sharing' && params.maxQueueWait !== undefined) {
      yield warning({
        code: 'nobody-waits',
        where: `nodes.${id}.params.maxQueueWait`,
        message: `"${id}" works on all its calls at once, so none waits, and the longest wait has no effect.`,
        remedy: 'Remove the longest wait, bound the queue by its length, or choose another discipline.',
      });
    }
    if (params.discipline.kind === 'priority' && urgencies.size < 2) {
      yield warning({
        code: 'one-priority',
        where: `nodes.${id}.params.discipline`,
        message: `"${id}" serves by priority, but all requests have the same one.`,
        remedy: 'Give the client’s journeys different priorities.',
      });
    }
  }
};
