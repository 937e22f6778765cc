import type { StepInput } from '../../design/step-schema';
import { type Fit, fit } from './fit';
import type { Operation, Run } from './observed';
import { type Element, type Sequence, keyOf, sumOf, take } from './sequence';

/** What keys of traces are called in the design. */
export interface Names {
  readonly link: (key: string) => string;
  /** Name of an operation; the one that is asked most over that link where the trace does not show it. */
  readonly operation: (key: string | null, link: string) => string | null;
}

/** An operation as steps, and how well they tell what it did. */
export interface Written {
  readonly steps: StepInput[];
  readonly fits: readonly Fit[];
  /** Share of its runs that took paths too rare to be written down. */
  readonly leftOut: number;
  /** Share of its runs that failed by themselves. */
  readonly errorRate: number;
}

/** Ways that an operation goes which are written as branches of one choice, and all choices of one operation. */
const MOST_WAYS = 20;
const MOST_CHOICES = 40;
const DEEPEST = 8;
/** Steps of one list and of one operation. What comes after them is left out. */
const MOST_STEPS = 100;
const MOST_IN_ALL = 400;
/** Groups that are smaller need not have shown all that may follow. */
const FEW = 30;
const ALIKE = 0.9;
/** Own time below this is what clocks and libraries add. [ns] */
const NOTHING = 1_000;

/** Failures that come from others, from queues or from policies, and are not the operation’s own. */
const notItsOwn: ReadonlySet<string> = new Set([
  'dependency',
  'timeout',
  'deadline',
  'queue-full',
  'rate-limited',
  'breaker-open',
  'bulkhead-full',
  'unreachable',
  'lost',
  'crash',
  'cancelled',
  'shed',
  'throttled',
  'concurrency-limited',
  'in-progress',
]);

/** A run, and how far it is read. */
interface Cursor {
  readonly sequence: Sequence;
  readonly at: number;
  /** Its own time before what comes next is written already. */
  readonly told: boolean;
  /** Where it stood still, and how long. [ns] */
  readonly pauseAt: number;
  readonly pause: number;
}

/** What an operation does, so that its runs are what was seen: paths by their shares, times by distributions. */
export function stepsOf({ runs }: Operation, names: Names): Written {
  const good = runs.filter(({ failed }) => !failed);
  const writer = new Writer(names);
  const read = good.length > 0 ? good : runs;
  const steps = writer.steps(read.map(cursorOf), 0);
  const own = runs.filter(isOwnFailure);
  const errorRate = own.length / Math.max(1, runs.length);
  if (errorRate > 0) fail(steps, Math.round(errorRate * 1e5) / 1e5, own);
  return { steps, fits: writer.fits, leftOut: writer.leftOut / Math.max(1, read.length), errorRate };
}

const isOwnFailure = ({ failed, cause, sequence: { elements } }: Run): boolean => {
  const last = elements.at(-1);
  return failed && !notItsOwn.has(cause) && !(last?.kind === 'call' && last.failed);
};

/** Work that fails: the first where most failures came before anything was asked of others, else the last. */
function fail(steps: StepInput[], errorRate: number, failures: readonly Run[]): void {
  const early = failures.filter(({ sequence }) => sequence.elements.length === 0).length * 2 >= failures.length;
  const works = steps.filter((step) => step.kind === 'work');
  const work = early ? works[0] : works.at(-1);
  if (work !== undefined) work.errorRate = errorRate;
  else {
    const failing: StepInput = { kind: 'work', time: '0ms', errorRate };
    if (early) steps.unshift(failing);
    else steps.push(failing);
  }
}

function cursorOf({ sequence, waited, paused }: Run): Cursor {
  const gaps = [...sequence.gaps];
  take(gaps, waited ?? 0);
  let pauseAt = -1;
  if (paused > 0) {
    pauseAt = gaps.reduce((longest, gap, i) => (gap > gaps[longest]! ? i : longest), 0);
    gaps[pauseAt] = Math.max(0, gaps[pauseAt]! - paused);
  }
  return { sequence: { gaps, elements: sequence.elements }, at: 0, told: false, pauseAt, pause: paused };
}

class Writer {
  readonly fits: Fit[] = [];
  leftOut = 0;
  private choices = 0;
  private written = 0;

  constructor(private readonly names: Names) {}

  steps(from: readonly Cursor[], depth: number): StepInput[] {
    const steps: StepInput[] = [];
    let cursors = from;
    while (cursors.length > 0) {
      this.own(cursors, steps);
      const groups = this.groupsOf(cursors);
      const [group] = groups;
      if (groups.length > 1) {
        const after = this.choose(groups, steps, depth);
        if (after === null) break;
        cursors = after;
        continue;
      }
      if (group === undefined || group.key === null) break;
      if (steps.length >= MOST_STEPS || this.written >= MOST_IN_ALL) {
        this.leftOut += group.cursors.length;
        break;
      }
      steps.push(...this.element(elementsAt(group.cursors), depth));
      cursors = group.cursors.map(next);
    }
    return steps;
  }

  /** Its own time at this point, and the pause in it. */
  private own(cursors: readonly Cursor[], steps: StepInput[]): void {
    const untold = cursors.filter(({ told }) => !told);
    this.work(
      untold.map(({ sequence, at }) => sequence.gaps[at]!),
      steps,
    );
    const paused = untold.filter(({ at, pauseAt }) => at === pauseAt);
    if (paused.length === 0 || paused.length * 2 < untold.length) return;
    const found = fit(paused.map(({ pause }) => pause));
    steps.push({ kind: 'wait', time: found.distribution });
  }

  private work(times: readonly number[], steps: StepInput[]): void {
    if (times.length === 0 || sumOf(times) / times.length < NOTHING) return;
    const found = fit(thinned(times));
    this.fits.push(found);
    steps.push({ kind: 'work', time: found.distribution });
  }

  private groupsOf(cursors: readonly Cursor[]): Group[] {
    const byKey = new Map<string | null, Cursor[]>();
    for (const cursor of cursors) {
      const key = cursor.sequence.elements[cursor.at]?.key ?? null;
      const group = byKey.get(key);
      if (group === undefined) byKey.set(key, [cursor]);
      else group.push(cursor);
    }
    const groups = Array.from(byKey, ([key, members]) => ({ key, cursors: members })).sort((a, b) => b.cursors.length - a.cursors.length);
    for (const { cursors: rare } of groups.slice(MOST_WAYS)) this.leftOut += rare.length;
    return groups.slice(0, MOST_WAYS);
  }

  /** Where runs went several ways. Returns where they meet again; null where they do not. */
  private choose(groups: readonly Group[], steps: StepInput[], depth: number): readonly Cursor[] | null {
    this.choices += 1;
    if (this.choices > MOST_CHOICES || depth > DEEPEST) return this.mainWay(groups);
    return this.eitherOr(groups, steps, depth) ?? this.optional(groups, steps, depth) ?? this.diverge(groups, steps, depth);
  }

  private mainWay([main, ...others]: readonly Group[]): readonly Cursor[] {
    for (const { cursors } of others) this.leftOut += cursors.length;
    return main!.cursors.map((cursor) => ({ ...cursor, told: true }));
  }

  /** One of several things is done, and then all go on alike. */
  private eitherOr(groups: readonly Group[], steps: StepInput[], depth: number): readonly Cursor[] | null {
    if (groups.some(({ key }) => key === null)) return null;
    const after = groups.map(({ cursors }) => cursors.map(next));
    if (!after.slice(1).every((some) => goAlike(some, after[0]!))) return null;
    const branches = groups.map(({ cursors }) => ({ share: cursors.length, steps: this.element(elementsAt(cursors), depth + 1) }));
    steps.push(choice(branches));
    return after.flat();
  }

  /** One thing is done by some and left out by others, who go on alike. */
  private optional(groups: readonly Group[], steps: StepInput[], depth: number): readonly Cursor[] | null {
    for (const group of groups) {
      if (group.key === null) continue;
      const others = groups.filter((one) => one !== group).flatMap(({ cursors }) => cursors);
      const after = group.cursors.map(next);
      if (!goAlike(after, others) && !goAlike(others, after)) continue;
      const inner = this.element(elementsAt(group.cursors), depth + 1);
      this.own(after, inner);
      steps.push(
        choice([
          { share: group.cursors.length, steps: inner },
          { share: others.length, steps: [] },
        ]),
      );
      return [...after, ...others].map((cursor) => ({ ...cursor, told: true }));
    }
    return null;
  }

  private diverge(groups: readonly Group[], steps: StepInput[], depth: number): null {
    const branches = groups.map(({ key, cursors }) => ({
      share: cursors.length,
      steps:
        key === null
          ? []
          : this.steps(
              cursors.map((cursor) => ({ ...cursor, told: true })),
              depth + 1,
            ),
    }));
    steps.push(choice(branches));
    return null;
  }

  private element(elements: readonly Element[], depth: number): StepInput[] {
    const [element] = elements;
    this.written += 1;
    switch (element!.kind) {
      case 'call': {
        const operation = this.names.operation(element!.operation, element!.link);
        const ignored = elements.some((one) => one.kind === 'call' && one.failed);
        return [
          {
            kind: 'call',
            link: this.names.link(element!.link),
            ...(operation !== null && { operation }),
            ...(ignored && { onError: 'ignore' }),
          },
        ];
      }
      case 'publish':
        return [{ kind: 'publish', link: this.names.link(element!.link), event: element!.event }];
      case 'parallel':
        return [{ kind: 'parallel', branches: this.branches(elements, depth) }];
      default:
        return this.loop(elements, depth);
    }
  }

  private branches(elements: readonly Element[], depth: number): StepInput[][] {
    const parallels = elements.flatMap((element) => (element.kind === 'parallel' ? [element] : []));
    const width = parallels[0]?.branches.length ?? 0;
    return Array.from({ length: width }, (_, i) =>
      this.steps(
        parallels.map(({ branches }) => cursorAt(branches[i]!)),
        depth + 1,
      ),
    );
  }

  /** The first time, and then each time what lies between and the same again. */
  private loop(elements: readonly Element[], depth: number): StepInput[] {
    const loops = elements.flatMap((element) => (element.kind === 'repeat' ? [element] : []));
    const each = loops.flatMap((loop) => loop.each);
    const between: StepInput[] = [];
    this.work(
      loops.flatMap((loop) => loop.between),
      between,
    );
    const once = this.element(each, depth + 1);
    const { times } = loops[0]!;
    return between.length === 0
      ? [{ kind: 'repeat', times, steps: once }]
      : [...once, { kind: 'repeat', times: times - 1, steps: [...between, ...structuredClone(once)] }];
  }
}

interface Group {
  /** Null for runs that end here. */
  readonly key: string | null;
  readonly cursors: readonly Cursor[];
}

const cursorAt = (sequence: Sequence): Cursor => ({ sequence, at: 0, told: false, pauseAt: -1, pause: 0 });
const next = (cursor: Cursor): Cursor => ({ ...cursor, at: cursor.at + 1, told: false });
const elementsAt = (cursors: readonly Cursor[]): Element[] => cursors.map(({ sequence, at }) => sequence.elements[at]!);

/** Whether what the first ones do from here on is what the others do, by and large; and the other way round where enough were seen. */
function goAlike(some: readonly Cursor[], others: readonly Cursor[]): boolean {
  const [here, there] = [some.map(restOf), others.map(restOf)];
  return isIn(here, there) && (some.length < FEW || isIn(there, here));
}

function isIn(some: readonly string[], others: readonly string[]): boolean {
  const known = new Set(others);
  return some.filter((rest) => known.has(rest)).length >= some.length * ALIKE;
}

const restOf = ({ sequence, at }: Cursor): string => keyOf({ gaps: [], elements: sequence.elements.slice(at) });

function choice(branches: readonly { readonly share: number; readonly steps: StepInput[] }[]): StepInput {
  const all = sumOf(branches.map(({ share }) => share));
  return {
    kind: 'choose',
    by: 'probability',
    branches: branches.map(({ share, steps }) => ({ share: Math.max(1e-5, Math.round((share / all) * 1e5) / 1e5), steps })),
  };
}

/** Enough for any quantile that is written down. */
const MOST_SAMPLES = 50_000;
const thinned = (times: readonly number[]): readonly number[] => {
  if (times.length <= MOST_SAMPLES) return times;
  const stride = times.length / MOST_SAMPLES;
  return Array.from({ length: MOST_SAMPLES }, (_, i) => times[Math.floor(i * stride)]!);
};
