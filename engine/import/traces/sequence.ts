// What an operation did, one time: its own time, and between it what it asked of others.

/** Own time, thing done, own time, …: always one more gap than elements. [ns] */
export interface Sequence {
  readonly gaps: number[];
  readonly elements: Element[];
}

export interface CallElement {
  readonly kind: 'call';
  /** What is the same each time that the same thing is done. */
  readonly key: string;
  readonly link: string;
  /** Key of the operation that is called; null where the trace does not show it. */
  readonly operation: string | null;
  readonly failed: boolean;
}

export type Element =
  | CallElement
  | { readonly kind: 'publish'; readonly key: string; readonly link: string; readonly event: string }
  | { readonly kind: 'parallel'; readonly key: string; readonly branches: readonly Sequence[] }
  | {
      readonly kind: 'repeat';
      readonly key: string;
      readonly times: number;
      readonly each: readonly Element[];
      readonly between: readonly number[];
    };

/** One thing in time, as spans show it. */
export type Item =
  | { readonly kind: 'call'; readonly start: number; readonly end: number; readonly element: CallElement }
  | { readonly kind: 'publish'; readonly start: number; readonly end: number; readonly element: Element }
  | { readonly kind: 'group'; readonly start: number; readonly end: number; readonly waited: number; readonly items: readonly Item[] };

/** What the attempts of a call tell of the link’s policy. [ns] */
export interface Attempts {
  again(link: string, attempts: number, pauses: readonly number[]): void;
}

/** What is done side by side beyond this is put one after the other. */
const MOST_BRANCHES = 100;
/** Fewer repetitions are written one by one. */
const LOOP = 3;

/**
 * Puts what lies between two moments into order: what overlaps is done side by side, all else one after the other.
 * @param busy takes the stretches of own time: beginnings and ends by turns [ns]
 */
export function sequenceOf(start: number, end: number, items: readonly Item[], attempts: Attempts, busy: number[] | null = null): Sequence {
  const gaps = [0];
  const elements: Element[] = [];
  let now = start;
  const own = (to: number): void => {
    if (to <= now) return;
    gaps[gaps.length - 1]! += to - now;
    busy?.push(now, to);
    now = to;
  };
  const add = (element: Element): void => {
    elements.push(element);
    gaps.push(0);
  };
  for (const { from, to, members } of clustersOf(items, end)) {
    own(from);
    const [only] = members;
    if (members.length === 1 && only!.kind === 'group') {
      const inner = sequenceOf(from, to, only!.items, attempts, busy);
      take(inner.gaps, Math.min(only!.waited, sumOf(inner.gaps)));
      gaps[gaps.length - 1]! += inner.gaps[0]!;
      inner.elements.forEach((element, i) => {
        add(element);
        gaps[gaps.length - 1] = inner.gaps[i + 1]!;
      });
    } else if (members.length === 1) {
      add((only as Exclude<Item, { kind: 'group' }>).element);
    } else if (members.some(asksOthers)) {
      add(sideBySide(from, to, members, attempts));
    } else {
      own(to);
    }
    now = Math.max(now, to);
  }
  own(end);
  return looped(retried({ gaps, elements }, attempts));
}

interface Cluster {
  readonly from: number;
  to: number;
  readonly members: Item[];
}

/** What overlaps, together. Whoever publishes does not wait, so that a message takes no time. */
function clustersOf(items: readonly Item[], end: number): Cluster[] {
  const ordered = [...items]
    .filter((item) => item.start < end || item.start === item.end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const clusters: Cluster[] = [];
  for (const item of ordered) {
    const until = item.kind === 'publish' ? item.start : Math.min(item.end, end);
    const last = clusters.at(-1);
    if (last !== undefined && item.start < last.to) {
      last.members.push(item);
      last.to = Math.max(last.to, until);
    } else clusters.push({ from: item.start, to: until, members: [item] });
  }
  return clusters;
}

const asksOthers = (item: Item): boolean => item.kind !== 'group' || item.items.some(asksOthers);

/** Chains of what does not overlap; each is a branch. */
function sideBySide(from: number, to: number, members: readonly Item[], attempts: Attempts): Element {
  const chains: { end: number; items: Item[] }[] = [];
  for (const item of members) {
    const chain = chains.find((one) => one.end <= item.start) ?? (chains.length < MOST_BRANCHES ? undefined : chains.at(-1));
    const end = item.kind === 'publish' ? item.start : Math.min(item.end, to);
    if (chain === undefined) chains.push({ end, items: [item] });
    else {
      chain.items.push(item);
      chain.end = end;
    }
  }
  const branches = chains.map((chain) => sequenceOf(from, chain.end, chain.items, attempts));
  const keyed = branches.map((branch) => ({ key: keyOf(branch), branch })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { kind: 'parallel', key: `{${keyed.map(({ key }) => key).join('|')}}`, branches: keyed.map(({ branch }) => branch) };
}

/** What a sequence does, without its times. */
export const keyOf = ({ elements }: Sequence): string => elements.map(({ key }) => key).join(' > ');

/** A failed call after which the same is asked at once again is an attempt of it. */
function retried({ gaps, elements }: Sequence, attempts: Attempts): Sequence {
  if (!elements.some((element) => element.kind === 'call' && element.failed)) return { gaps, elements };
  const kept: Element[] = [];
  const between = [gaps[0]!];
  for (let i = 0; i < elements.length; ) {
    const element = elements[i]!;
    let last = i;
    const pauses: number[] = [];
    while (isAttemptBefore(elements[last], elements[last + 1])) {
      pauses.push(gaps[last + 1]!);
      last += 1;
    }
    const final = elements[last] as CallElement;
    if (pauses.length > 0) attempts.again(final.link, pauses.length + 1, pauses);
    kept.push(last === i ? element : { ...final, operation: final.operation ?? (element as CallElement).operation, key: element.key });
    between.push(gaps[last + 1]!);
    i = last + 1;
  }
  return { gaps: between, elements: kept };
}

const isAttemptBefore = (one: Element | undefined, next: Element | undefined): boolean =>
  one?.kind === 'call' &&
  one.failed &&
  next?.kind === 'call' &&
  next.link === one.link &&
  (next.key === one.key || next.operation === null || one.operation === null);

/** The same thing done several times in a row. */
function looped({ gaps, elements }: Sequence): Sequence {
  const kept: Element[] = [];
  const between = [gaps[0]!];
  for (let i = 0; i < elements.length; ) {
    let last = i;
    while (elements[last + 1]?.key === elements[i]!.key) last += 1;
    const times = last - i + 1;
    if (times >= LOOP) {
      const { key } = elements[i]!;
      kept.push({
        kind: 'repeat',
        key: `${times} × (${key})`,
        times,
        each: elements.slice(i, last + 1),
        between: gaps.slice(i + 1, last + 1),
      });
      between.push(gaps[last + 1]!);
      i = last + 1;
    } else {
      kept.push(elements[i]!);
      between.push(gaps[i + 1]!);
      i += 1;
    }
  }
  return { gaps: between, elements: kept };
}

/** Takes time out of gaps, the first ones first: calls wait before they work. */
export function take(gaps: number[], time: number): void {
  let left = time;
  for (let i = 0; i < gaps.length && left > 0; i++) {
    const part = Math.min(left, gaps[i]!);
    gaps[i]! -= part;
    left -= part;
  }
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
