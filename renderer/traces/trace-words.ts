import type { Doing, Stretch, TraceSpan } from '../../engine/measure/trace/trace';
import { causeWords } from '../../engine/policies/cause-words';
import { formatNanos } from '../panels/format';

/** What time goes into, in the order of the legend. */
export const doings = [
  { doing: 'service', title: 'Working', description: 'A worker is at it.' },
  { doing: 'queue', title: 'Waiting in a queue', description: 'It waits for a worker, or a message for its consumer.' },
  { doing: 'network', title: 'Network', description: 'On its way there or back.' },
  { doing: 'backoff', title: 'Pause before a retry', description: 'The caller waits before it tries again.' },
  { doing: 'blocked', title: 'Held back', description: 'By a limit, a breaker, a bulkhead, a lock.' },
  { doing: 'pause', title: 'Timer', description: 'A wait step, added latency, or a substitute that is made.' },
  { doing: 'downstream', title: 'Waiting for others', description: 'What it called is at it; the rows below say more.' },
] as const satisfies readonly { doing: Doing; title: string; description: string }[];

const titles = Object.fromEntries(doings.map(({ doing, title }) => [doing, title.toLowerCase()])) as Readonly<Record<Doing, string>>;

/** What a span is, before its time: `Orders → Payments, attempt 2`. @param nameOf names of nodes on the screen */
export function spanTitle(span: TraceSpan, nameOf: (id: string) => string): string {
  const place = nameOf(span.node);
  switch (span.kind) {
    case 'call':
      return `call ${place}`;
    case 'attempt':
    case 'copy':
      return span.name;
    case 'message':
      return `${span.name === '' ? 'message' : span.name} in ${place}`;
    case 'operation':
      return span.name === '' ? place : `${place} ${span.name}`;
    default:
      return span.name;
  }
}

/** How a span ended, where that is not simply well. */
export function outcomeWords({ outcome, end }: TraceSpan): string {
  if (end === null || outcome === null) return 'still going on';
  if (outcome === 'ok') return '';
  if (outcome === 'left') return 'nobody waited for it any more';
  return outcome === 'degraded' ? 'a substitute answered' : causeWords[outcome].title.toLowerCase();
}

/** A span in a sentence, for whoever cannot see its bar. */
export function spanSentence(
  title: string,
  span: TraceSpan,
  { start, end, stretches }: { readonly start: number; readonly end: number; readonly stretches: readonly Stretch[] },
): string {
  const parts = new Map<string, number>();
  for (const { from, to, doing, why } of stretches) {
    const words = why === '' || doing === 'network' ? titles[doing] : `${titles[doing]} (${why})`;
    parts.set(words, (parts.get(words) ?? 0) + to - from);
  }
  const told = [...parts].sort(([, a], [, b]) => b - a).map(([words, time]) => `${formatNanos(time)} ${words}`);
  const how = [outcomeWords(span), span.replica === null ? '' : `replica ${span.replica + 1}`].filter(Boolean);
  return `${title}: ${formatNanos(end - span.start)} from ${formatNanos(span.start - start)}${how.length > 0 ? `, ${how.join(', ')}` : ''}. ${told.join(', ')}.`;
}
