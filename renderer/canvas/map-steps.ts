import type { StepInput } from '../../engine/design/step-schema';

/** The steps with each one, however deep, replaced by what `change` makes of it; what contains others keeps them, changed. */
export function mapSteps(steps: readonly StepInput[], change: (step: StepInput) => StepInput): StepInput[] {
  return steps.map((step): StepInput => {
    const now = change(step);
    switch (now.kind) {
      case 'parallel':
        return { ...now, branches: now.branches.map((branch) => mapSteps(branch, change)) };
      case 'repeat':
        return { ...now, steps: mapSteps(now.steps, change) };
      case 'choose':
        if (now.by === 'probability') return { ...now, branches: now.branches.map((b) => ({ ...b, steps: mapSteps(b.steps, change) })) };
        return { ...now, hit: mapSteps(now.hit, change), miss: mapSteps(now.miss, change) };
      case 'saga':
        return {
          ...now,
          stages: now.stages.map((stage) => ({
            ...stage,
            steps: mapSteps(stage.steps, change),
            ...(stage.compensate && { compensate: mapSteps(stage.compensate, change) }),
          })),
        };
      default:
        return now;
    }
  });
}
