import { causeWords } from '../../policies/cause-words';
import type { TraceNames } from './names';
import type { Doing, Trace, TraceSpan } from './trace';

/** Parts of the whole below this are not worth a word. */
const WORTH_TELLING = 0.15;

type Told = Pick<Trace, 'start' | 'end' | 'outcome' | 'cause' | 'blame' | 'spans' | 'path'>;

/** Time at one place, spent in one way. */
interface Share {
  readonly doing: Doing;
  readonly why: string;
  readonly span: TraceSpan;
  time: number;
}

/** One sentence that says why it took as long as it did, and why it failed: `1.24 s: 1.00 s of it waiting in Payments' queue, after 2 attempts that timed out.` */
export function verdictOf(trace: Told, names: TraceNames): string {
  const total = trace.end - trace.start;
  const shares = sharesOf(trace);
  const [first, second] = shares;
  const how = outcomeWords(trace, names);
  if (first === undefined) return `${how === '' ? 'Answered' : capital(how)} in no time.`;
  const parts = [`${spanWords(first.time)} of it ${doingWords(first, names)}`];
  if (second !== undefined && second.time >= total * WORTH_TELLING) parts.push(`${spanWords(second.time)} ${doingWords(second, names)}`);
  return `${spanWords(total)}${how === '' ? '' : `, ${how}`}: ${parts.join(' and ')}${attemptWords(trace, names)}.`;
}

/** Three significant digits in the unit that people would use. [ns] */
export function spanWords(nanos: number): string {
  if (nanos === 0) return '0 ms';
  const [unit, size] = nanos >= 999.5e6 ? ['s', 1e9] : nanos >= 999.5e3 ? ['ms', 1e6] : nanos >= 999.5 ? ['µs', 1e3] : ['ns', 1];
  return `${Number((nanos / size).toPrecision(3))} ${unit}`;
}

function sharesOf({ path, spans }: Told): Share[] {
  const shares = new Map<string, Share>();
  for (const { span: id, from, to, doing, why } of path) {
    const span = spans[id]!;
    const place = isOnLink(span) ? span.link : span.node;
    const key = `${doing} ${isOnLink(span)} ${place} ${doing === 'network' ? '' : why}`;
    const share = shares.get(key);
    if (share === undefined) shares.set(key, { doing, why, span, time: to - from });
    else share.time += to - from;
  }
  return [...shares.values()].sort((a, b) => b.time - a.time);
}

const isOnLink = ({ kind }: TraceSpan): boolean => kind === 'call' || kind === 'attempt' || kind === 'copy';

function doingWords({ doing, why, span }: Share, { label }: TraceNames): string {
  const name = label(span.node);
  switch (doing) {
    case 'queue':
      return `waiting in ${possessive(name)} queue`;
    case 'service':
      return `working in ${name}`;
    case 'network':
      return `on the network to and from ${name}`;
    case 'backoff':
      return `pausing before another try at ${name}`;
    case 'pause':
      return isOnLink(span) ? `waiting for a substitute for ${possessive(name)} answer` : `waiting for ${why} in ${name}`;
    default:
      return isOnLink(span) ? `held back by ${why} before ${name}` : `waiting in ${name} for ${why === '' ? 'others' : why}`;
  }
}

function outcomeWords({ outcome, cause, blame }: Told, { label }: TraceNames): string {
  if (outcome === 'ok') return '';
  if (outcome !== 'failed' || cause === null) return outcome;
  const what = causeWords[cause].title.toLowerCase();
  return `failed (${what}${blame === null ? '' : ` at ${label(blame)}`})`;
}

/** Tries on the path that did not help. */
function attemptWords({ spans, path }: Told, { label }: TraceNames): string {
  const onPath = new Set(path.map(({ span }) => span));
  const failed = spans.filter(
    ({ kind, outcome, id, parent }) =>
      kind === 'attempt' && outcome !== null && outcome !== 'ok' && outcome !== 'left' && (onPath.has(id) || onPath.has(parent)),
  );
  const byCall = new Map<number, TraceSpan[]>();
  for (const attempt of failed) byCall.set(attempt.parent, [...(byCall.get(attempt.parent) ?? []), attempt]);
  // A single try that failed is told by the outcome.
  const retried = [...byCall.values()].filter(
    (tries) => spans.filter(({ kind, parent }) => kind === 'attempt' && parent === tries[0]!.parent).length > 1,
  );
  const worst = retried.sort((a, b) => timeOf(b) - timeOf(a))[0];
  if (worst === undefined) return '';
  const outcomes = new Set(worst.map(({ outcome }) => outcome));
  const how = outcomes.size === 1 && outcomes.has('timeout') ? 'timed out' : 'failed';
  return `, after ${worst.length} ${worst.length === 1 ? 'attempt' : 'attempts'} at ${label(worst[0]!.node)} that ${how}`;
}

const timeOf = (spans: readonly TraceSpan[]): number => spans.reduce((sum, { start, end }) => sum + (end ?? start) - start, 0);
const possessive = (name: string): string => (name.endsWith('s') ? `${name}'` : `${name}'s`);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
