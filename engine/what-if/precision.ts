import { z } from 'zod';
import type { Problem } from '../core/problem';
import { measure } from '../measure/measure-path';
import type { Report } from '../measure/report';
import { estimate } from './estimate';

/** How sure a result is to be. */
export interface Precision {
  /** Largest half-width of the 95 % interval, as a share of the mean. */
  readonly target: number;
  /** What must be that sure: paths into the report, such as `requests.latency.p99`. */
  readonly figures: readonly string[];
}

/** What most people look at. Shares of failures are left out: where nothing fails there is nothing to be a share of. */
export const usualFigures = ['requests.goodput', 'requests.latency.mean', 'requests.latency.p99'] as const;

/** Fewer runs would look sure by luck. */
const LEAST = 10;
/** The most that one look may multiply the runs by, since the first looks know the spread badly. */
const GROWTH = 4;

const zFigure = z.strictObject({
  figure: z.string().describe('Path into the report of one run.'),
  mean: z.number().nullable().describe('Mean over the runs; null when no run has it.'),
  halfWidth: z.number().nullable().describe('Half of the 95 % interval, as a share of the mean; null where there is none.'),
});

export const zPrecision = z.strictObject({
  target: z.number().describe('Largest half-width of a 95 % interval asked for, as a share of the mean.'),
  reached: z.boolean().describe('Whether all figures are that sure.'),
  cap: z.number().describe('The most runs that there might have been.'),
  figures: z.array(zFigure).describe('What had to be that sure, the least sure first.'),
  heldOut: z.string().nullable().describe('The figure that needed the most runs; null where none could be measured.'),
});

type Figure = z.infer<typeof zFigure>;

function figuresOf(reports: readonly Report[], { figures }: Precision): Figure[] {
  return figures
    .map((figure) => {
      const { mean, high } = estimate(reports.map((report) => measure(report, figure)));
      const halfWidth = mean === null || high === null ? null : high === mean ? 0 : Math.abs((high - mean) / mean);
      return { figure, mean, halfWidth };
    })
    .toSorted((a, b) => (b.halfWidth ?? Infinity) - (a.halfWidth ?? Infinity));
}

/**
 * How many runs there should be, from those that there are: an interval shrinks with the root of their number. It is asked at moments that
 * depend on nothing but the results, in order.
 */
export function planned(reports: readonly Report[], precision: Precision, cap: number): number {
  const n = reports.length;
  if (n < LEAST) return Math.min(LEAST, cap);
  const worst = Math.max(...figuresOf(reports, precision).map(({ halfWidth }) => halfWidth ?? Infinity));
  if (worst <= precision.target) return n;
  const wanted = n * Math.min(GROWTH, (worst / precision.target) ** 2);
  return Math.min(cap, Math.max(n + 2, Math.ceil(wanted)));
}

/** Figures that no run has; no number of runs would make them sure. */
export function unknownFigures(reports: readonly Report[], precision: Precision): Problem[] {
  return figuresOf(reports, precision)
    .filter(({ mean }) => mean === null)
    .map(({ figure }) => noSuchFigure(figure));
}

export const noSuchFigure = (figure: string): Problem => ({
  code: 'no-such-figure',
  severity: 'error',
  where: figure,
  message: `No run has a number at "${figure}".`,
  remedy: 'Write a path into the report, such as requests.latency.p99 or nodes.orders.utilization.',
});

/** What the runs reached. */
export function precisionOf(reports: readonly Report[], precision: Precision, cap: number): z.infer<typeof zPrecision> {
  const figures = figuresOf(reports, precision);
  const reached = figures.every(({ halfWidth }) => halfWidth !== null && halfWidth <= precision.target);
  return { target: precision.target, reached, cap, figures, heldOut: figures[0]?.figure ?? null };
}
