import { formatDuration } from '../../core/units';
import { hint } from '../checks/check';
import { modelOf } from '../node-model';
import type { Advice } from './advice';
import { patienceOf } from './patience';

/** More waiting calls than this is no bound to speak of. */
const NO_BOUND = 1_000_000;

/** Queues before workers, against the patience of those who wait in them. */
export const waitingLines: Advice = function* (view) {
  const { index, demand, verticesOf } = view;
  for (const node of index.design.nodes) {
    const { id } = node;
    const model = modelOf(node);
    if (model.role !== 'server' || model.workers === 0 || model.replicas === 0) continue;
    // Somebody sees to it already that nobody waits too long.
    const kept = model.maxQueueWait || model.concurrencyLimit || (model.discipline.kind !== 'fifo' && model.discipline.kind !== 'priority');
    if (kept) continue;
    const where = `nodes.${id}.params.queueLimit`;
    if (model.queueLimit >= NO_BOUND) {
      yield hint({
        code: 'queue-without-limit',
        where,
        message: `${model.queueLimit.toLocaleString('en-US')} calls may wait at each replica of "${id}", which is no bound: under overload all of them wait, and none is answered in time.`,
        remedy: 'Let no more wait than can be served while their callers are still there.',
      });
      continue;
    }
    const held = Math.min(...verticesOf(id).map((place) => demand.held(place)));
    const patience = patienceOf(id, view);
    if (!Number.isFinite(held) || !patience) continue;
    const drain = (model.queueLimit * held) / model.workers;
    if (drain <= patience.longest) continue;
    yield hint({
      code: 'queue-outlasts-callers',
      where,
      message: `Whoever is last of ${model.queueLimit.toLocaleString('en-US')} in the queue of "${id}" waits ${formatDuration(Math.round(drain / 1e7) * 1e7)}, and its caller gives up after ${formatDuration(patience.longest)}: once it is full, all work is for nobody.`,
      remedy: `Let at most ${Math.floor((patience.longest / drain) * model.queueLimit).toLocaleString('en-US')} wait, or drop those that waited too long.`,
    });
  }
};
