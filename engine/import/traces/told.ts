import { counted, type NoteTaker } from '../note-taker';
import { quantileOf, written } from './fit';
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
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => written(quantileOf(sorted, share)));
    const failures = failed > 0 ? `, ${failed.toLocaleString('en')} failed` : '';
    notes.inferred(
      `Measured, to hold a run against: “${safeName(name)}” p50 ${p50}, p95 ${p95}, p99 ${p99} (${counted(durations.length, 'request')}${failures}).`,
    );
  }
  notes.missing('Deadlines, limits, breakers, autoscaling and costs are not in traces, and a timeout only where calls ran into it.');
  if (!tellsWaiting)
    notes.missing('How long calls waited in queues is not in these traces. Do not trust the design at more load than was measured.');
  if (unfinished > 0) notes.missing(`${counted(unfinished, 'span')} had not ended when written, and count for nothing but the rate.`);
  if (background > 0)
    notes.missing(`${counted(background, 'call')} went on when whoever asked had ended; they are taken as if they had ended with it.`);
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
