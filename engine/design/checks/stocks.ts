import { stepsOf } from '../steps';
import { type Check, warning } from './check';

/** What takes from a stock needs one that can run out. */
export const stocks: Check = function* ({ design, unreadable }) {
  const stocked = new Set(design.entities.flatMap(({ id, stock }) => (stock === undefined ? [] : [id])));
  for (const node of design.nodes) {
    for (const { step, where } of stepsOf(node)) {
      const uses = step.kind === 'check' || (step.kind === 'effect' && step.stock !== 'none');
      if (!uses || (step.entity !== undefined && (stocked.has(step.entity) || unreadable.entities.has(step.entity)))) continue;
      yield warning({
        code: 'stock-without-end',
        where: `${where}.entity`,
        message: `A step of "${node.id}" asks for units of ${step.entity === undefined ? 'what the client draws' : `"${step.entity}"`}, of which there is no end.`,
        remedy: 'Name an entity that has a "stock", or give that one a stock.',
      });
    }
  }
};
