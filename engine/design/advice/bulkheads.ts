import { hint, warning } from '../checks/check';
import { modelOf } from '../node-model';
import type { Advice } from './advice';

/** Bulkheads that are too wide to hold anything back. */
export const bulkheads: Advice = function* ({ index, demand }) {
  for (const { id, from, to, policy } of index.design.links) {
    const { bulkhead, scope } = policy;
    const caller = index.nodes.get(from);
    const model = caller && modelOf(caller);
    if (!bulkhead || model?.role !== 'server') continue;
    const limit = bulkhead.limit * (scope === 'each-replica' ? Math.max(1, model.replicas) : 1);
    const where = `links.${id}.policy.bulkhead.limit`;
    const callers = demand.places(from);
    const workers = demand.places(to);
    if (model.blocking && limit >= callers) {
      yield warning({
        code: 'bulkhead-never-full',
        where,
        message: `${limit} calls to "${to}" may be in flight, and "${from}" has ${callers} workers in all: a slow "${to}" takes every one of them before the bulkhead is full.`,
        remedy: `Set it well below ${callers}: what "${from}" can spare for "${to}".`,
      });
    } else if (limit > workers) {
      yield hint({
        code: 'bulkhead-above-callee',
        where,
        message: `${limit} calls may be in flight to "${to}", which works on ${workers} at once: the rest waits there instead of here.`,
        remedy: `Set it to at most ${workers}.`,
      });
    }
  }
};
