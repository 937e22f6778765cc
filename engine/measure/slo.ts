import { Histogram } from '../core/histogram';
import { formatDuration } from '../core/units';
import type { JourneySubject } from './subjects';

export type Slo =
  | {
      readonly id: string;
      readonly kind: 'latency';
      readonly journey?: string | undefined;
      readonly percentile: number;
      readonly below: number;
    }
  | { readonly id: string; readonly kind: 'availability'; readonly journey?: string | undefined; readonly atLeast: number };

export function sloText(slo: Slo): string {
  const who = slo.journey ?? 'all journeys';
  return slo.kind === 'latency'
    ? `p${slo.percentile} of ${who} below ${formatDuration(slo.below)}`
    : `${Number((slo.atLeast * 100).toFixed(4))} % of ${who} answered in time`;
}

/** The journeys that an objective speaks of. */
export const journeysOf = (slo: Slo, journeys: readonly JourneySubject[]): readonly JourneySubject[] =>
  slo.journey === undefined ? journeys : journeys.filter((journey) => journey.id === slo.journey);

/** One histogram for several journeys. */
export function merged(journeys: readonly JourneySubject[]): Histogram {
  const all = new Histogram();
  for (const journey of journeys) all.merge(journey.stats.total);
  return all;
}
