import type { DesignNode } from '../../engine/design/schema';
import type { StepInput } from '../../engine/design/step-schema';
import { withOthers } from '../../engine/design/try-lists';

/**
 * The operations with every link name put through `rename`; steps over a link that gives null are left out, and so are
 * branches that this empties.
 */
export function withLinks(node: DesignNode, rename: (link: string) => string | null): DesignNode {
  if (!node.operations) return node;
  return {
    ...node,
    operations: node.operations.map((operation) => ({ ...operation, steps: mapSteps(operation.steps, rename) })),
  };
}

function mapSteps(steps: readonly StepInput[], rename: (link: string) => string | null): StepInput[] {
  return steps.flatMap((step): StepInput[] => {
    switch (step.kind) {
      case 'call':
      case 'read':
      case 'write':
      case 'publish': {
        const link = rename(step.link);
        return link === null ? [] : [{ ...step, link }];
      }
      case 'parallel': {
        const branches = step.branches.map((branch) => mapSteps(branch, rename)).filter((branch) => branch.length > 0);
        return branches.length === 0 ? [] : [{ ...step, branches }];
      }
      case 'choose': {
        if (step.by === 'probability')
          return [{ ...step, branches: step.branches.map((b) => ({ ...b, steps: mapSteps(b.steps, rename) })) }];
        const link = rename(step.link);
        // Without its cache, what a miss does is what is left.
        if (link === null) return mapSteps(step.miss, rename);
        return [{ ...step, link, hit: mapSteps(step.hit, rename), miss: mapSteps(step.miss, rename) }];
      }
      case 'repeat': {
        const inner = mapSteps(step.steps, rename);
        return inner.length === 0 ? [] : [{ ...step, steps: inner }];
      }
      case 'try': {
        const inner = mapSteps(step.steps, rename);
        if (inner.length === 0) return mapSteps(step.ok ?? [], rename);
        return [withOthers({ ...step, steps: inner }, (list) => mapSteps(list, rename))];
      }
      case 'saga': {
        const { store, ...rest } = step;
        const kept = store === undefined ? null : rename(store);
        const stages = step.stages.map((stage) => ({
          ...stage,
          steps: mapSteps(stage.steps, rename),
          ...(stage.compensate && { compensate: mapSteps(stage.compensate, rename) }),
        }));
        return [{ ...rest, ...(kept !== null && { store: kept }), stages }];
      }
      default:
        return [step];
    }
  });
}
