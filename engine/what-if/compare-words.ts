import type { Comparison, Headline, outcomes } from './compare-document';

type Outcome = (typeof outcomes)[number];
type Account = Pick<Comparison, 'before' | 'after' | 'runs' | 'headlines' | 'slos' | 'invariants' | 'paired'>;

/** What the numbers come to: for someone who reads nothing else. */
export function verdictOf(account: Account): Comparison['verdict'] {
  const outcome = outcomeOf(account);
  return { outcome, text: textOf(account, outcome), regressions: regressionsOf(account) };
}

/** A number with its unit, as one writes it in a sentence. */
export function withUnit(value: number | null, unit: string): string {
  if (value === null) return 'nothing';
  if (unit === 'share') return `${short(value * 100)} %`;
  if (unit === 'ms') return Math.abs(value) >= 1000 ? `${short(value / 1000)} s` : `${short(value)} ms`;
  if (unit === 'bytes') return `${short(value / 1e6)} MB`;
  if (unit === '1/s') return `${short(value)}/s`;
  return `${short(value)}${unit === '' ? '' : ` ${unit}`}`;
}

/** Three digits that count, whole from 100 on. */
export function short(value: number): string {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return rounded.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

const isShown = ({ shown }: Headline): boolean => shown === 'higher' || shown === 'lower';
const isGood = ({ shown, better }: Headline): boolean => shown === better;

function outcomeOf({ runs, headlines, slos, invariants }: Account): Outcome {
  if (runs.every(({ seeds, digests }) => seeds.before === seeds.after && digests.before === digests.after)) return 'the same';
  const shown = headlines.filter(isShown);
  const claims = [...slos, ...invariants];
  const good = shown.some(isGood) || claims.some(({ before, after }) => gains(before, after, runs.length));
  const bad = shown.some((line) => !isGood(line)) || claims.some(({ before, after }) => gains(after, before, runs.length));
  if (good && bad) return 'mixed';
  if (good || bad) return good ? 'better' : 'worse';
  return headlines.every(({ shown: what }) => what === 'not enough runs') ? 'not enough runs' : 'no difference shown';
}

/** Kept in every run now, and not before. */
const gains = (before: number | null, after: number | null, runs: number): boolean =>
  before !== null && after !== null && after === runs && before < runs;

function textOf(account: Account, outcome: Outcome): string {
  const { before, after, runs, headlines } = account;
  const pairs = `${runs.length} ${account.paired ? 'pairs of runs' : 'runs of each'}`;
  if (outcome === 'the same') return `${after} did the same as ${before}, event by event, in ${pairs}: the change comes to nothing here.`;
  const shown = headlines.filter(isShown);
  const rest = headlines.filter((line) => !isShown(line)).map(({ title }) => inside(title));
  const [lead, ...others] = shown;
  if (!lead) return [`No difference shown in ${pairs}: ${listed(rest)}${blindness(headlines)}.`, ...claimWords(account)].join(' ');
  const first = `${after} against ${before}: ${[leadWords(lead), ...others.map(clause)].join('; ')}${rest.length > 0 ? `; no difference shown in ${listed(rest)}` : ''} (${pairs}).`;
  return [first, ...claimWords(account)].join(' ');
}

/** The first number with its interval: one is as much as a sentence holds. */
function leadWords(line: Headline): string {
  const { difference, unit, sure } = line;
  const [low, high] = [sure.low!, sure.high!];
  const size = Math.abs(difference.mean!);
  const ends = [Math.abs(low), Math.abs(high)].toSorted((a, b) => a - b);
  return `${clause(line)}, ${withUnit(size, unit)} ${line.shown === 'higher' ? 'more' : 'less'} (95 % interval ${withUnit(ends[0]!, unit)} to ${withUnit(ends[1]!, unit)})`;
}

const clause = ({ title, before, after, unit }: Headline): string =>
  `${inside(title)} ${withUnit(after, unit)} instead of ${withUnit(before, unit)}`;

/** How large a difference may have gone unseen. */
function blindness([first]: readonly Headline[]): string {
  if (!first || first.sure.low === null || first.sure.high === null) return '';
  const most = Math.max(Math.abs(first.sure.low), Math.abs(first.sure.high));
  return `. A difference of more than ${withUnit(most, first.unit)} in ${inside(first.title)} would have been seen`;
}

/** What became of objectives and invariants, where it is not the same for both. */
function claimWords({ before, after, slos, invariants, runs }: Account): string[] {
  const words = [
    clauseOf(slos, runs.length, (n, all) => `meets ${n} of ${all} objectives in every run`),
    clauseOf(invariants, runs.length, (n, all) => `keeps ${n} of ${all} invariants in every run`),
  ].filter((text) => text !== null);
  if (words.length === 0) return [];
  return [`${after} ${words.map(({ now }) => now).join(' and ')}, ${before} ${words.map(({ had }) => had).join(' and ')}.`];
}

function clauseOf(
  claims: Comparison['slos'],
  runs: number,
  words: (n: number, all: number) => string,
): { readonly now: string; readonly had: string } | null {
  const both = claims.filter(({ before, after }) => before !== null && after !== null);
  const had = both.filter(({ before }) => before === runs).length;
  const now = both.filter(({ after }) => after === runs).length;
  return had === now ? null : { now: words(now, both.length), had: String(had) };
}

function regressionsOf({ headlines, slos, invariants, runs }: Account): string[] {
  const lost = (what: string) =>
    (what === 'objective' ? slos : invariants).filter(({ before, after }) => gains(after, before, runs.length));
  return [
    ...headlines.filter((line) => isShown(line) && !isGood(line)).map((line) => upperFirst(clause(line))),
    ...lost('objective').map(({ text, after }) => `Objective met in ${after} of ${runs.length} runs, before in all: ${text}`),
    ...lost('invariant').map(({ text, after }) => `Invariant holds in ${after} of ${runs.length} runs, before in all: ${text}`),
  ];
}

const inside = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const listed = (items: readonly string[]): string => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`);
