import type { RequestTotals } from '../../engine/measure/frame';

/** How requests end, in the order of their worth; the words are the same everywhere. */
export const outcomes = [
  { key: 'arrived', title: 'Arrived', description: 'Requests sent since the start of the run.' },
  { key: 'ok', title: 'OK', description: 'Answered in full, within the deadline.' },
  { key: 'degraded', title: 'Degraded', description: 'Answered with a substitute, within the deadline.' },
  { key: 'late', title: 'Late', description: 'Answered after the deadline.' },
  { key: 'failed', title: 'Failed', description: 'Not answered.' },
  { key: 'inFlight', title: 'In flight', description: 'Without an answer yet.' },
] as const satisfies readonly { key: keyof RequestTotals; title: string; description: string }[];

/** Share of those that finished, or NaN before the first: what is still under way is neither good nor bad. */
export const shareOf = (totals: RequestTotals, key: keyof RequestTotals): number =>
  totals[key] / (totals.arrived - totals.inFlight || Number.NaN);
