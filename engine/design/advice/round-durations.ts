import { formatDuration } from '../../core/units';

/** Steps in which people set times. */
const steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;

/** The next time at or above that a person would set: 1 ms, 1.2 ms … As files write it. [ns] → "250ms" */
export const roundedUp = (nanos: number): string => formatDuration(stepped(nanos, (step, value) => step >= value - 1e-9));

/** The next one at or below. */
export const roundedDown = (nanos: number): string => {
  const scale = scaleOf(nanos);
  const step = steps.findLast((each) => each <= nanos / scale + 1e-9) ?? 1;
  return formatDuration(Math.max(1e6, step * scale));
};

function stepped(nanos: number, fits: (step: number, value: number) => boolean): number {
  const scale = scaleOf(nanos);
  return (steps.find((step) => fits(step, nanos / scale)) ?? 10) * scale;
}

/** The power of ten at or below, from a millisecond on: nobody sets timeouts more finely. */
function scaleOf(nanos: number): number {
  let scale = 1e6;
  while (scale * 10 <= nanos) scale *= 10;
  return scale;
}
