import { nodeKinds } from '../../nodes/registry';
import { stepsOf } from '../steps';
import { type Check, error, warning } from './check';

/** Stages can be undone, and progress is kept in a store of the node's own. */
export const sagas: Check = function* (index) {
  for (const node of index.design.nodes) {
    for (const { step, where } of stepsOf(node)) {
      if (step.kind !== 'saga') continue;
      for (const [i, { name, compensate, steps }] of step.stages.entries()) {
        // Nothing comes after the last stage that could fail.
        if (i === step.stages.length - 1 || compensate.length > 0 || steps.length === 0) continue;
        yield warning({
          code: 'stage-without-compensation',
          where: `${where}.stages.${i}`,
          message: `Stage "${name ?? i + 1}" of a saga of "${node.id}" has no compensation: when a later stage fails, what it did stays.`,
          remedy: 'Say how it is undone, or make it the last stage.',
        });
      }
      if (step.store === undefined) {
        yield warning({
          code: 'saga-without-store',
          where,
          message: `Nothing keeps the progress of a saga of "${node.id}": a crash leaves it half-way for good.`,
          remedy: 'Name the link to a store for it.',
        });
        continue;
      }
      const link = index.links.get(step.store);
      if (!link) {
        if (index.unreadable.links.has(step.store)) continue;
        yield error({
          code: 'step-over-missing-link',
          where: `${where}.store`,
          message: `A saga of "${node.id}" keeps its progress over link "${step.store}", which is not in this design.`,
          remedy: 'Use a link from here to a store, or add it.',
        });
        continue;
      }
      const store = index.nodes.get(link.to);
      if (link.from === node.id && (!store || nodeKinds[store.kind].group === 'data')) continue;
      yield error({
        code: 'saga-store-elsewhere',
        where: `${where}.store`,
        message: `A saga of "${node.id}" keeps its progress over link "${step.store}", which leads from "${link.from}" to "${link.to}".`,
        remedy: `Use a link that starts at "${node.id}" and ends at a database or another store.`,
      });
    }
  }
};
