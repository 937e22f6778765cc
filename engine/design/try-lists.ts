import type { StepInput } from './step-schema';

type Try = Extract<StepInput, { kind: 'try' }>;

/** A `try` with what follows it put through `change`; a list that is left out stays so. */
export const withOthers = (step: Try, change: (steps: readonly StepInput[]) => StepInput[]): Try => ({
  ...step,
  ...(step.ok && { ok: change(step.ok) }),
  ...(step.failed && { failed: change(step.failed) }),
  ...(step.unknown && { unknown: change(step.unknown) }),
});

/** A `try` with other steps in one of its lists. What is done and what failed may lead to nothing: then nothing is said of it, as people write it. */
export function withTryList(step: Try, path: string, list: StepInput[]): Try {
  const { ok, failed, ...rest } = step;
  const followed = { ok: path === 'ok' ? list : ok, failed: path === 'failed' ? list : failed };
  return {
    ...rest,
    ...(path === 'steps' && { steps: list }),
    ...(followed.ok?.length && { ok: followed.ok }),
    ...(followed.failed?.length && { failed: followed.failed }),
    ...(path === 'unknown' && { unknown: list }),
  };
}
