import { quantileError, quantileOf } from '../../core/quantile-error';
import { counted, type NoteTaker } from '../note-taker';
import { written } from './fit';
import type { Forest } from './forest';
import type { Observed } from './observed';
import { safeName } from '../safe-names';

/** What came in, and the traces’ own latencies, to hold a run against. */
export function tellSummary(
  { components, brokers, journeys, background, unfinished, links, tellsWaiting }: Observed,
  { spans, traces }: Forest,
  notes: NoteTaker,
): void {
  const parts = `${counted(components.size, 'component')}${brokers.size > 0 ? ` and ${counted(brokers.size, 'queue')}` : ''}`;
  notes.inferred(`${counted(spans.length, 'span')} of ${counted(traces, 'trace')} show ${parts} and ${counted(links.size, 'link')}.`);
  for (const { name, durations, failed } of journeys) {
    const sorted = Float64Array.from(durations).sort();
    const told = [50, 95, 99].map((percent) => `p${percent} ${written(quantileOf(sorted, percent / 100))}${plusMinus(sorted, percent)}`);
    const failures = failed > 0 ? `, ${failed.toLocaleString('en')} failed` : '';
    notes.inferred(
      `Measured, to hold a run against: “${safeName(name)}” ${told.join(', ')} (${counted(durations.length, 'request')}${failures}; ± is one standard error of so many).`,
    );
  }
  tellTooFew(journeys, notes);
  notes.missing('Deadlines, limits, breakers, autoscaling and costs are not in traces, and a timeout only where calls ran into it.');
  if (!tellsWaiting)
    notes.missing('How long calls waited in queues is not in these traces. Do not trust the design at more load than was measured.');
  if (unfinished > 0) notes.missing(`${counted(unfinished, 'span')} had not ended when written, and count for nothing but the rate.`);
  if (background > 0)
    notes.missing(`${counted(background, 'call')} went on when whoever asked had ended; they are taken as if they had ended with it.`);
}

const plusMinus = (sorted: Float64Array, percent: number): string => {
  const error = quantileError(sorted, percent / 100);
  return error === null ? '' : ` ± ${Number((error * 100).toPrecision(2))} %`;
};

/** A percentile is told to within this, for nineteen of twenty samples, by twice as many standard errors. */
const WANTED = 0.05;

/** Of which journeys there is not enough for their slowest requests, and how much would be. */
function tellTooFew(journeys: Observed['journeys'], notes: NoteTaker): void {
  const few = journeys.flatMap(({ name, durations }) => {
    const error = quantileError(Float64Array.from(durations).sort(), 0.99);
    if (error !== null && 2 * error <= WANTED) return [];
    // The error falls with the root of the number.
    const enough = error === null ? null : Number((durations.length * ((2 * error) / WANTED) ** 2).toPrecision(2));
    const needed = enough === null ? 'far more' : `about ${enough.toLocaleString('en')}`;
    return `${needed} of “${safeName(name)}” (${durations.length.toLocaleString('en')} are here)`;
  });
  if (few.length === 0) return;
  notes.missing(
    `Enough requests to know each p99 within 5 %: that takes ${few.join(', ')}. Take longer traces; from Faultline, export more requests.`,
  );
}

/** What was wrong with the traces. */
export function tellMended({ mended }: Forest, notes: NoteTaker): void {
  const { malformed, duplicates, circles, orphans, tooDeep, skewed } = mended;
  if (malformed > 0) notes.missing(`${counted(malformed, 'span')} without a usable id or time ${malformed === 1 ? 'is' : 'are'} left out.`);
  if (duplicates > 0) notes.missing(`${counted(duplicates, 'span')} came twice; the first of each counts.`);
  if (circles > 0)
    notes.missing(`${counted(circles, 'circle')} of spans that are their own parents ${circles === 1 ? 'was' : 'were'} cut.`);
  if (orphans > 0)
    notes.missing(
      `${counted(orphans, 'span')} name${orphans === 1 ? 's' : ''} a parent that is not in the file: what lies between is unknown.`,
    );
  if (tooDeep > 0) notes.missing(`${counted(tooDeep, 'span')} and all below lie too deep, and are left out.`);
  if (skewed > 0)
    notes.guessed(
      `The clocks of callers and callees do not agree for ${counted(skewed, 'span')}: each was put into the middle of its call.`,
    );
}
