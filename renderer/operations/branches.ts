import type { StepInput } from '../../engine/design/step-schema';

interface Branches {
  /** Null where there is no more to add. */
  readonly addWords: string | null;
  readonly add: () => StepInput;
  /** Takes the branch of a list out; undefined where there must be one. */
  readonly removeOf: (path: string) => (() => StepInput) | undefined;
}

/** How branches of a step come and go; null for steps whose lists are given. */
export function branchesOf(step: StepInput): Branches | null {
  const at = (path: string) => Number(path.split('.')[1]);
  if (step.kind === 'parallel') {
    const { need, ...rest } = step;
    const { branches } = step;
    return {
      addWords: 'Add a branch',
      add: () => ({ ...step, branches: [...branches, []] }),
      removeOf: (path) =>
        branches.length < 2
          ? undefined
          : () => ({
              ...rest,
              branches: branches.filter((_, i) => i !== at(path)),
              ...(need !== undefined && { need: Math.min(need, branches.length - 1) }),
            }),
    };
  }
  if (step.kind === 'choose' && step.by === 'probability') {
    const { branches } = step;
    return {
      addWords: 'Add a branch',
      add: () => ({ ...step, branches: [...branches, { share: 1, steps: [] }] }),
      removeOf: (path) => (branches.length < 2 ? undefined : () => ({ ...step, branches: branches.filter((_, i) => i !== at(path)) })),
    };
  }
  if (step.kind === 'try') {
    const { unknown: _, ...rest } = step;
    return {
      addWords: step.unknown ? null : 'Say what follows when nobody knows',
      add: () => ({ ...step, unknown: [] }),
      removeOf: (path) => (path === 'unknown' ? () => rest : undefined),
    };
  }
  if (step.kind === 'saga') {
    const { stages } = step;
    return {
      addWords: 'Add a stage',
      add: () => ({ ...step, stages: [...stages, { steps: [] }] }),
      removeOf: (path) =>
        stages.length < 2 || path.endsWith('.compensate')
          ? undefined
          : () => ({ ...step, stages: stages.filter((_, i) => i !== at(path)) }),
    };
  }
  return null;
}
