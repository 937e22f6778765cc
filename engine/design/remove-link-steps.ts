import type { StepInput } from './step-schema';

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
  return steps.some((step) => {
    if ('link' in step && step.link === link) return true;
    if (step.kind === 'parallel') return step.branches.some((branch) => usesLink(branch, link));
    if (step.kind === 'repeat') return usesLink(step.steps, link);
    if (step.kind === 'saga')
      return step.store === link || step.stages.some(({ steps: inner, compensate = [] }) => usesLink([...inner, ...compensate], link));
    if (step.kind !== 'choose') return false;
    if (step.by === 'probability') return step.branches.some((branch) => usesLink(branch.steps, link));
    return usesLink(step.hit, link) || usesLink(step.miss, link);
  });
}
