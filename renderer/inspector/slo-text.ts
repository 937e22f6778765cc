import { parseDuration } from '../../engine/core/units';
import type { Design, DesignSlo } from '../../engine/design/schema';
import type { Mark } from '../../engine/measure/frame';
import { formatNanos, formatNumber } from '../panels/format';

/** An objective in words: "Check out: p99 below 500 ms". */
export function sloText(slo: DesignSlo, design: Design): string {
  const journey = design.journeys?.find(({ id }) => id === slo.journey);
  const whose = slo.journey === undefined ? 'All journeys' : (journey?.name ?? slo.journey);
  const promise =
    slo.kind === 'latency'
      ? `p${formatNumber(slo.percentile ?? 99)} below ${formatNanos(parseDuration(slo.below ?? '500ms'))}`
      : `${Number(((slo.atLeast ?? 0.999) * 100).toPrecision(6))}\u00a0% answered in time`;
  return `${whose}: ${promise}`;
}

export type Verdict = { readonly state: 'none' | 'met' } | { readonly state: 'breached'; readonly since: number };

/** What the run said last about an objective; nothing said means that it holds so far. */
export function verdictOf(slo: string, marks: readonly Mark[], started: boolean): Verdict {
  const last = marks.findLast((mark) => mark.subject === slo && (mark.kind === 'slo-breach' || mark.kind === 'slo-recovered'));
  if (last?.kind === 'slo-breach') return { state: 'breached', since: last.at };
  return { state: started ? 'met' : 'none' };
}
