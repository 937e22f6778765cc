import type { StepInput } from './step-schema';
import { placesIn } from './step-tree';
import { withOthers } from './try-lists';

/**
 * The steps without those that use a link. When the link led to a cache, every look-up would now miss: the steps for a
 * miss take its place. A branch that becomes empty goes; a choice by chance keeps it, for its share of doing nothing.
 */
export function withoutLink(steps: readonly StepInput[], link: string): StepInput[] {
  return steps.flatMap((step): StepInput[] => {
    switch (step.kind) {
      case 'call':
      case 'read':
      case 'write':
      case 'publish':
        return step.link === link ? [] : [step];
      case 'parallel': {
        const branches = step.branches
          .map((branch) => withoutLink(branch, link))
          .filter((branch, i) => branch.length > 0 || step.branches[i]?.length === 0);
        if (branches.length === 0) return [];
        return [{ ...step, branches, ...(step.need !== undefined && { need: Math.min(step.need, branches.length) }) }];
      }
      case 'choose': {
        if (step.by === 'probability') {
          return [{ ...step, branches: step.branches.map((branch) => ({ ...branch, steps: withoutLink(branch.steps, link) })) }];
        }
        const miss = withoutLink(step.miss, link);
        return step.link === link ? miss : [{ ...step, hit: withoutLink(step.hit, link), miss }];
      }
      case 'repeat': {
        const inner = withoutLink(step.steps, link);
        return inner.length === 0 && step.steps.length > 0 ? [] : [{ ...step, steps: inner }];
      }
      case 'try': {
        const inner = withoutLink(step.steps, link);
        const ok = withoutLink(step.ok ?? [], link);
        // What is no longer tried cannot fail.
        return inner.length === 0 && step.steps.length > 0
          ? ok
          : [withOthers({ ...step, steps: inner }, (list) => withoutLink(list, link))];
      }
      case 'saga': {
        const { store, ...rest } = step;
        const stages = step.stages.map((stage) => ({
          ...stage,
          steps: withoutLink(stage.steps, link),
          ...(stage.compensate && { compensate: withoutLink(stage.compensate, link) }),
        }));
        return [{ ...rest, ...(store !== undefined && store !== link && { store }), stages }];
      }
      default:
        return [step];
    }
  });
}

/** Whether any of the steps, however deep, uses the link. */
export function usesLink(steps: readonly StepInput[], link: string): boolean {
  for (const { step } of placesIn(steps)) {
    if (('link' in step && step.link === link) || (step.kind === 'saga' && step.store === link)) return true;
  }
  return false;
}
