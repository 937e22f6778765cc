import type { StepInput } from '../../../engine/design/step-schema';
import type { Draw } from '../draw';

// Random times and sizes. Times are short and often 0: what happens at one moment is where the mistakes are.

type Time = NonNullable<Extract<StepInput, { kind: 'work' }>['time']>;

export const millis = (draw: Draw, from: number, to: number): string => `${draw.between(from, to)}ms`;

export function randomTime(draw: Draw, longest = 20): Time {
  const mean = millis(draw, 0.1, longest);
  switch (draw.int(0, 9)) {
    case 0:
      return '0ms';
    case 1:
      return mean;
    case 2:
      return { kind: 'gamma', mean, cv: draw.between(0.2, 2) };
    case 3:
      return { kind: 'lognormal', p50: mean, p99: `${draw.between(longest, longest * 4)}ms` };
    case 4:
      return { kind: 'lognormal-mean', mean, cv: draw.between(0.2, 3) };
    case 5:
      return { kind: 'hyperexponential', mean, cv: draw.between(1.1, 4) };
    case 6:
      return { kind: 'pareto', min: '100us', max: `${longest * 4}ms`, shape: draw.between(0.8, 3) };
    case 7:
      return { kind: 'uniform', min: '0ms', max: mean };
    case 8:
      return {
        kind: 'empirical',
        quantiles: [
          { share: 0, value: '0ms' },
          { share: 0.9, value: mean },
          { share: 1, value: `${longest * 3}ms` },
        ],
      };
    default:
      return { kind: 'exponential', mean };
  }
}

/** Some transfers take no time at all, some a second over a thin link. [bytes] */
export const randomSize = (draw: Draw): number => draw.one([0, 100, 3000, 20_000]);
