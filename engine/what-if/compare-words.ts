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
  // Close to all, the nines count.
  if (unit === 'share') return `${value > 0.99 && value < 1 ? Number((value * 100).toFixed(3)) : short(value * 100)} %`;
  if (unit === 'ms') return Math.abs(value) >= 1000 ? `${short(value / 1000)} s` : `${short(value)} ms`;
  if (unit === 'bytes') return `${short(value / 1e6)} MB`;
  if (unit === '1/s') return `${short(value)}/s`;
  return `${short(value)}${unit === '' ? '' : ` ${unit}`}`;
}

/** The size of a difference: of shares it is told in points of a hundred, since a share of a share would be something else. */
export const differenceSize = (value: number, unit: string): string =>
  unit === 'share' ? `${short(Math.abs(value) * 100)} points` : withUnit(Math.abs(value), unit);

/** Three digits that count, whole from 100 on. */
export function short(value: number): string {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return rounded.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

const isShown = ({ shown }: Headline): boolean => shown === 'higher' || shown === 'lower';

/** Fewer are answered, the slow ones perhaps not at all: that the others are quicker is nothing good. */
const isOfFewer = (headlines: readonly Headline[]): boolean =>
  headlines.some(
    ({ path, shown }) => (path === 'requests.goodput' && shown === 'lower') || (path === 'requests.failedShare' && shown === 'higher'),
  );
const isTime = ({ path }: Headline): boolean => path.startsWith('requests.latency');

/** Differences that are shown, and whether each is one for the better; null where one cannot tell. */
const judged = (headlines: readonly Headline[]): { readonly line: Headline; readonly good: boolean | null }[] => {
  const ofFewer = isOfFewer(headlines);
  return headlines
    .filter(isShown)
    .map((line) => ({ line, good: line.shown !== line.better ? false : ofFewer && isTime(line) ? null : true }));
};

function outcomeOf({ runs, headlines, slos, invariants }: Account): Outcome {
  if (runs.every(({ seeds, digests }) => seeds.before === seeds.after && digests.before === digests.after)) return 'the same';
  const shown = judged(headlines);
  const claims = [...slos, ...invariants];
  const good = shown.some((one) => one.good === true) || claims.some(({ before, after }) => gains(before, after, runs.length));
  const bad = shown.some((one) => one.good === false) || claims.some(({ before, after }) => gains(after, before, runs.length));
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
  if (outcome === 'the same') return `${after}: the same as ${before}, event by event, in ${pairs}. The change comes to nothing here.`;
  const [lead, ...others] = headlines.filter(isShown);
  const rest = listed(headlines.filter((line) => !isShown(line)).map(({ title }) => inside(title)));
  if (!lead) return [`${after}: no difference shown in ${pairs}, in ${rest}${blindness(headlines)}.`, ...claimWords(account)].join(' ');
  const few = isOfFewer(headlines) && [lead, ...others].some(isTime) ? ['the times are those of fewer answers'] : [];
  const clauses = [leadWords(lead), ...others.map(clause), ...few, ...(rest === '' ? [] : [`no difference shown in ${rest}`])];
  return [`${after}: ${clauses.join('; ')}.`, ...claimWords(account)].join(' ');
}

/** The first number with its interval: one is as much as a sentence holds. */
function leadWords(line: Headline): string {
  const { difference, unit, sure, shown } = line;
  const ends = [Math.abs(sure.low!), Math.abs(sure.high!)].toSorted((a, b) => a - b).map((end) => differenceSize(end, unit));
  return `${clause(line)} (${differenceSize(difference.mean!, unit)} ${shown === 'higher' ? 'more' : 'less'}; 95 % interval ${ends.join(' to ')})`;
}

function clause({ path, title, before, after, unit }: Headline): string {
  const [had, has] = [withUnit(before, unit), withUnit(after, unit)];
  switch (path) {
    case 'requests.goodput':
      return `${has} answered in time instead of ${had}`;
    case 'requests.failedShare':
      return `${has} of requests fail instead of ${had}`;
    case 'cost.perHour':
      return `it costs ${has} instead of ${had}`;
    default:
      return `${inside(title)} ${has} instead of ${had}`;
  }
}

/** How large a difference may have gone unseen. */
function blindness([first]: readonly Headline[]): string {
  if (!first || first.sure.low === null || first.sure.high === null) return '';
  const most = Math.max(Math.abs(first.sure.low), Math.abs(first.sure.high));
  return `; more than ${differenceSize(most, first.unit)} in ${inside(first.title)} would have been seen`;
}

/** What became of objectives and invariants, where it is not the same for both. */
function claimWords({ slos, invariants, runs }: Account): string[] {
  const words = [
    kept(slos, runs.length, (now, had, all) => `${now} of ${all} objectives are met in every run instead of ${had}`),
    kept(invariants, runs.length, (now, had, all) => `${now} of ${all} invariants hold in every run instead of ${had}`),
  ].filter((text) => text !== null);
  return words.length === 0 ? [] : [`${words.join('; ')}.`];
}

function kept(claims: Comparison['slos'], runs: number, words: (now: number, had: number, all: number) => string): string | null {
  const both = claims.filter(({ before, after }) => before !== null && after !== null);
  const had = both.filter(({ before }) => before === runs).length;
  const now = both.filter(({ after }) => after === runs).length;
  return had === now ? null : words(now, had, both.length);
}

function regressionsOf({ headlines, slos, invariants, runs }: Account): string[] {
  const lost = (what: string) =>
    (what === 'objective' ? slos : invariants).filter(({ before, after }) => gains(after, before, runs.length));
  return [
    ...judged(headlines).flatMap(({ line, good }) => (good === false ? [upperFirst(clause(line))] : [])),
    ...lost('objective').map(({ text, after }) => `Objective met in ${after} of ${runs.length} runs, before in all: ${text}`),
    ...lost('invariant').map(({ text, after }) => `Invariant holds in ${after} of ${runs.length} runs, before in all: ${text}`),
  ];
}

const inside = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
