import { stepsOf } from '../steps';
import { type Check, error, warning } from './check';

/** Steps that choose or run side by side must be able to do so. */
export const choices: Check = function* ({ design }) {
  for (const node of design.nodes) {
    for (const { step, where } of stepsOf(node)) {
      if (step.kind === 'parallel' && step.need !== undefined && step.need > step.branches.length) {
        yield error({
          code: 'parallel-needs-too-many',
          where: `${where}.need`,
          message: `A parallel step of "${node.id}" needs ${step.need} branches to succeed but has ${step.branches.length}.`,
          remedy: 'Lower the number, or leave it out: then all must succeed.',
        });
      }
      if (step.kind === 'choose' && step.by === 'probability' && step.branches.every(({ share }) => share === 0)) {
        yield warning({
          code: 'choice-without-weight',
          where: `${where}.branches`,
          message: `A step of "${node.id}" chooses among branches whose weights are all 0, so each is as likely as the others.`,
          remedy: 'Give at least one branch a weight above 0.',
        });
      }
    }
  }
};
