import type { NoteTaker } from './note-taker';
import { entriesAt, isTree, listAt, numberAt, textAt, type Tree } from './tree';

/** Load of one scenario of k6. */
export interface Load {
  readonly name: string;
  /** Function of the script that it runs; the default one when null. */
  readonly runs: string | null;
  /** Open: iterations start at a rate. Closed: users do one iteration after the other. */
  readonly kind: 'open' | 'closed';
  /** The rate [1/s] or the number of users over time, in straight lines, from when it starts to when it ends. [s] */
  readonly points: readonly Point[];
}
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** Scenarios, and stages of one, that are looked at. */
const MOST = { scenarios: 50, stages: 1000 } as const;
/** Where nothing says how long. [s] */
const USUAL = 60;

/** The scenarios in the options of a script; the short forms are one called default. @see https://grafana.com/docs/k6/latest/using-k6/k6-options/reference/ */
export function loadsOf(options: unknown, notes: NoteTaker): Load[] {
  const scenarios = entriesAt(options, 'scenarios').flatMap(([name, one]): [string, Tree][] => (isTree(one) ? [[name, one]] : []));
  if (scenarios.length > 0) return scenarios.slice(0, MOST.scenarios).flatMap(([name, one]) => loadOf(name, one, notes) ?? []);
  const short = shortForm(options);
  return (short && [loadOf('default', short, notes) ?? []].flat()) ?? [];
}

function shortForm(options: unknown): Tree | null {
  if (!isTree(options)) return null;
  if (listAt(options, 'stages').length > 0) return { ...options, executor: 'ramping-vus', startVUs: numberAt(options, 'vus') ?? 1 };
  if (numberAt(options, 'iterations') !== undefined)
    return { ...options, executor: 'shared-iterations', maxDuration: textAt(options, 'duration') ?? '' };
  return numberAt(options, 'vus') === undefined && textAt(options, 'duration') === undefined
    ? null
    : { ...options, executor: 'constant-vus' };
}

function loadOf(name: string, one: Tree, notes: NoteTaker): Load | null {
  const executor = textAt(one, 'executor') ?? '';
  const common = { name, runs: textAt(one, 'exec') ?? null };
  const per = secondsOf(textAt(one, 'timeUnit')) ?? 1;
  const users = numberAt(one, 'vus') ?? 1;
  switch (executor) {
    case 'constant-arrival-rate':
      return { ...common, kind: 'open', points: level(one, (numberAt(one, 'rate') ?? 0) / per) };
    case 'ramping-arrival-rate':
      return {
        ...common,
        kind: 'open',
        points: stagesOf(one, numberAt(one, 'startRate') ?? 0).map(({ at, value }) => ({ at, value: value / per })),
      };
    case 'ramping-vus':
      return { ...common, kind: 'closed', points: stagesOf(one, numberAt(one, 'startVUs') ?? 1) };
    case 'constant-vus':
      return { ...common, kind: 'closed', points: level(one, users) };
    case 'shared-iterations':
    case 'per-vu-iterations':
      notes.missing(`“${name}” ends after a number of iterations; here its users go on for as long as it may last.`);
      return { ...common, kind: 'closed', points: level({ ...one, duration: textAt(one, 'maxDuration') ?? '' }, users) };
    default:
      notes.missing(
        `The scenario “${name}” is left out: “${executor.slice(0, 60)}” is an executor that is steered from outside, or none at all.`,
      );
      return null;
  }
}

/** A time as k6 writes it: `90s`, `1m30s`, or milliseconds as a number. [s] */
export function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[0-9]{1,12}(\.[0-9]+)?$/.test(text)) return Number(text) / 1000;
  const units: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };
  const parts = [...text.slice(0, 60).matchAll(/([0-9]+(?:\.[0-9]+)?)(d|h|ms|m|s)/g)];
  return parts.length === 0 ? undefined : parts.reduce((sum, [, digits, unit]) => sum + Number(digits) * units[unit!]!, 0);
}

const startOf = (one: Tree): number => secondsOf(textAt(one, 'startTime')) ?? 0;

function level(one: Tree, value: number): Point[] {
  const start = startOf(one);
  return [
    { at: start, value: Math.max(0, value) },
    { at: start + (secondsOf(textAt(one, 'duration')) ?? USUAL), value: Math.max(0, value) },
  ];
}

/** Where each stage ends, and what it has come to by then. */
function stagesOf(one: Tree, first: number): Point[] {
  const points: Point[] = [{ at: startOf(one), value: Math.max(0, first) }];
  for (const stage of listAt(one, 'stages').slice(0, MOST.stages)) {
    const before = points.at(-1)!;
    points.push({
      at: before.at + (secondsOf(textAt(stage, 'duration')) ?? 0),
      value: Math.max(0, numberAt(stage, 'target') ?? before.value),
    });
  }
  return points;
}
