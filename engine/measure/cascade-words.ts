import type { Cascade, CascadeStep } from './cascade';

/** The name of a node or link, by its id. */
export type NameOf = (id: string) => string;

/** What a step means, in a few words for a list. */
export function stepWords(step: CascadeStep, node: NameOf, target: (link: string) => string): string {
  const { facts, state, through } = step;
  const who = through === null ? '' : node(target(through));
  switch (state) {
    case 'down':
      return 'has no replica that takes calls';
    case 'queue-full':
      return `its queue was full (${count(facts['waiting'])} waiting${rate(facts['refusedPerSecond'], ', ', ' refused per second')})${loaded(facts)}${who && `; its workers wait for ${who}`}`;
    case 'waiting':
      return `${percent(facts['held'])} of its workers were held, ${percent(facts['waitingShare'])} of those waiting for ${who}`;
    case 'saturated':
      return `${percent(facts['held'])} of its workers were at work, ${count(facts['waiting'])} calls waited${loaded(facts)}`;
    case 'backlog':
      return `${count(facts['waiting'])} messages wait, ${rate(facts['perSecond'], '', ' more per second')}`;
    case 'failing':
      return `${percent(facts['share'])} of its calls failed (${rate(facts['perSecond'], '', ' per second')})${who && `, mostly on the way to ${who}`}`;
    case 'slow':
      return `${stayed(facts)}${who && `, mostly waiting for ${who}`}${loaded(facts)}`;
    case 'late':
      return `${percent(facts['share'])} of its requests came late`;
    case 'cut':
      return `cut off from ${node(target(step.link ?? ''))}`;
    case 'losing':
      return `${percent(facts['share'])} of the calls to ${node(target(step.link ?? ''))} got lost on the way`;
    case 'slow-link':
      return `calls to ${node(target(step.link ?? ''))} were on their way ${many(facts) ? 'for very long' : `${times(facts)} as long as usual`} (${count(facts['onTheWay'])} at once)`;
    case 'breaker-open':
      return `its breaker to ${who} opened${rate(facts['refusedPerSecond'], ' (', ' calls per second held back)')}`;
    case 'bulkhead-full':
      return `its bulkhead to ${who} was full${rate(facts['refusedPerSecond'], ' (', ' calls per second held back)')}`;
    case 'shedding':
      return `turned away ${rate(facts['perSecond'], '', ' calls per second')} on purpose`;
  }
}

/** Clauses of one story before it is cut short. */
const MOST_CLAUSES = 5;

/** The whole in a sentence or two: for each beginning that matters, who followed and how much later. */
export function cascadeSentence({ steps, shareOf, failed, late }: Cascade, node: NameOf, target: (link: string) => string): string {
  const roots = steps.flatMap((step, i) => (step.from === null && !step.holds ? [{ step, i, share: shareUnder(steps, i) }] : []));
  if (roots.length === 0) return 'Nothing degraded.';
  const told = roots.toSorted((a, b) => b.share - a.share || a.step.at - b.step.at).slice(0, 2);
  const stories = told.map(({ i, share }) => {
    const chain = chainFrom(steps, i);
    const clauses = chain
      .slice(0, MOST_CLAUSES)
      .map((step, n) => clause(step, n === 0 ? null : chain[n - 1]!, node, target))
      .filter((words) => words !== '');
    const more = chain.length - MOST_CLAUSES;
    const whole = clauses.join('; ') + (more > 0 ? `; ${more} more followed` : '');
    return `${capital(whole)}.${share > 0.005 ? ` ${percent(share)} of ${whatOf(shareOf, failed, late)} back to it.` : ''}`;
  });
  const others = roots.length - told.length;
  return (
    stories.join(' Apart from that: ') + (others > 0 ? ` And ${others} smaller ${others === 1 ? 'thing' : 'things'} began elsewhere.` : '')
  );
}

const whatOf = (shareOf: Cascade['shareOf'], failed: number, late: number): string =>
  shareOf === 'time' ? 'the time lost goes' : `the ${count(failed + late)} failed ${late > 0 ? 'or late ' : ''}requests go`;

/** A beginning's share, with that of all that came of it. */
export function shareUnder(steps: readonly CascadeStep[], root: number): number {
  return steps.reduce((sum, step, i) => (step.share !== null && rootOf(steps, i) === root ? sum + step.share : sum), 0);
}

function rootOf(steps: readonly CascadeStep[], i: number): number {
  let at = i;
  for (let n = 0; n < steps.length; n++) {
    const { from } = steps[at]!;
    if (from === null) break;
    at = from;
  }
  return at;
}

/**
 * The steps that came of a beginning, causes first. That a node got worse is left out, and that calls stay long where they wait for
 * one that is slow: that is so by itself.
 */
function chainFrom(steps: readonly CascadeStep[], root: number): CascadeStep[] {
  const chain = steps.filter((step, i) => !step.worse && rootOf(steps, i) === root);
  const telling = chain.filter(({ state, from, until, at }) => (state !== 'slow' || from === null) && (until === null || until - at >= 1));
  return telling.length >= 2 ? telling : chain;
}

function clause(step: CascadeStep, before: CascadeStep | null, node: NameOf, target: (link: string) => string): string {
  const name = node(step.node);
  const who = step.through === null ? '' : node(target(step.through));
  const when = before === null ? `from ${seconds(step.at)}` : later(step.at - before.at);
  const link = step.link === null ? '' : node(target(step.link));
  switch (step.state) {
    case 'down':
      return `${name} was down ${when}`;
    case 'queue-full':
      return `${possessive(name)} queue was full ${when}`;
    case 'waiting':
      return `${possessive(name)} workers were all waiting for ${who} ${when}`;
    case 'saturated':
      return `${possessive(name)} workers were all at work ${when}`;
    case 'backlog':
      return `messages piled up in ${name} ${when}`;
    case 'failing':
      return `${name} failed ${percent(step.facts['share'])} of its calls ${when}`;
    case 'slow':
      return `${name} ${took(step.facts)} ${when}`;
    case 'late':
      return `${percent(step.facts['share'])} of ${possessive(name)} requests came late ${when}`;
    case 'cut':
      return `${name} was cut off from ${link} ${when}`;
    case 'losing':
      return `calls from ${name} to ${link} got lost ${when}`;
    case 'slow-link':
      return `calls from ${name} to ${link} were long on their way ${when}`;
    case 'breaker-open':
      return `${possessive(name)} breaker to ${who} opened ${when}`;
    case 'bulkhead-full':
      return `${possessive(name)} bulkhead held calls to ${who} back ${when}`;
    case 'shedding':
      return `${name} turned calls away ${when}`;
  }
}

/** A cause may be seen a look later than what it led to. */
const later = (gap: number): string => (gap < 0.1 ? 'at the same time' : `${seconds(gap)} later`);

const seconds = (value: number): string => `${Number(value.toFixed(1))} s`;
const count = (value: number | undefined): string => Math.round(value ?? 0).toLocaleString('en-US');
const percent = (share: number | undefined): string => {
  const of = share ?? 0;
  return of > 0 && of < 0.01 ? 'less than 1 %' : `${Math.round(100 * of)} %`;
};
/** Where hardly anything leaves, how many times as long it takes can only be guessed. */
const many = ({ times }: CascadeStep['facts']): boolean => times === undefined || times > 20;
const times = ({ times }: CascadeStep['facts']): string => `${Number((times ?? 0).toFixed(1))} times`;
const took = (facts: CascadeStep['facts']): string => (many(facts) ? 'hardly answered any more' : `took ${times(facts)} as long as usual`);
const stayed = (facts: CascadeStep['facts']): string =>
  many(facts)
    ? `hardly any call came back: ${count(facts['present'])} were in it, usually ${few(facts['usually'])}`
    : `calls stayed ${times(facts)} as long as usual`;
const few = (value: number | undefined): string => String(Number((value ?? 0).toFixed(1)));
const rate = (value: number | undefined, before: string, after: string): string =>
  value === undefined || value < 0.05 ? '' : `${before}${value >= 10 ? count(value) : Number(value.toFixed(1))}${after}`;
const loaded = ({ load }: CascadeStep['facts']): string =>
  load !== undefined && load >= 1.3 && Number.isFinite(load) ? `, at ${Number(load.toFixed(1))} times its usual arrivals` : '';
const possessive = (name: string): string => (name.endsWith('s') ? `${name}’` : `${name}’s`);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
