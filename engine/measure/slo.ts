import { Histogram, type HistogramSnapshot } from '../core/histogram';
import { formatDuration } from '../core/units';
import type { Mark } from './frame';
import type { JourneySubject, Subjects } from './subjects';

export type Slo =
  | {
      readonly id: string;
      readonly kind: 'latency';
      readonly journey?: string | undefined;
      readonly percentile: number;
      readonly below: number;
    }
  | { readonly id: string; readonly kind: 'availability'; readonly journey?: string | undefined; readonly atLeast: number };

/** Answered in time, and finished at all; late answers are finished but not good. */
export interface Outcomes {
  readonly good: number;
  readonly finished: number;
}

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

export function outcomes(journeys: readonly JourneySubject[]): Outcomes {
  let good = 0;
  let finished = 0;
  for (const { stats } of journeys) {
    good += stats.ok + stats.degraded;
    finished += stats.ok + stats.degraded + stats.late + stats.failed;
  }
  return { good, finished };
}

interface Look {
  readonly latency: HistogramSnapshot;
  readonly outcomes: Outcomes;
}
const LOOKS = 5;
const ENOUGH = 20;

/** Holds every objective against the last five seconds, once a second, and marks where it is missed and met again. */
export class SloWatch {
  private readonly looks: Look[][];
  private readonly missed: boolean[];

  constructor(private readonly slos: readonly Slo[]) {
    this.looks = slos.map(() => []);
    this.missed = slos.map(() => false);
  }

  /** To be called once per simulated second. [ns] */
  look(subjects: Subjects, now: number): Mark[] {
    return this.slos.flatMap((slo, i) => {
      const journeys = journeysOf(slo, subjects.journeys);
      const latency = merged(journeys);
      const counts = outcomes(journeys);
      const looks = this.looks[i]!;
      const before = looks[0];
      looks.push({ latency: latency.snapshot(), outcomes: counts });
      if (looks.length > LOOKS) looks.shift();
      if (!before || counts.finished - before.outcomes.finished < ENOUGH) return [];
      const measured =
        slo.kind === 'latency'
          ? latency.percentile(slo.percentile, before.latency)
          : (counts.good - before.outcomes.good) / (counts.finished - before.outcomes.finished);
      const misses = slo.kind === 'latency' ? measured >= slo.below : measured < slo.atLeast;
      if (misses === this.missed[i]) return [];
      this.missed[i] = misses;
      return [
        {
          at: now,
          kind: misses ? 'slo-breach' : 'slo-recovered',
          subject: slo.id,
          text: `${sloText(slo)}: ${misses ? 'missed' : 'met again'}`,
        } as const,
      ];
    });
  }
}
