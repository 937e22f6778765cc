import { calledOperation } from '../../design/call-graph';
import { journeysOf } from '../../design/sequence';
import type { ResolvedJourney, ResolvedLink } from '../../design/schema';
import type { Cell, PlainSection } from '../html/page';
import { msWords, spanWords } from '../words';
import type { Basis } from './basis';
import { guardWords } from './guards';
import { type WorstCase, worstCaseOf } from './worst-case';

/** A call on the way of a journey. */
export interface Hop {
  readonly link: ResolvedLink;
  readonly operation: string | null;
  readonly depth: number;
  /** What the caller gives all of its attempts together; Infinity without a bound. [ns] */
  readonly most: number;
  /** What the callee may need at worst for one of them. [ns] */
  readonly needed: number;
}

export interface Route {
  readonly journey: ResolvedJourney;
  readonly name: string;
  /** The users' patience: deadline, else the timeout of their call; null where they wait for ever. [ns] */
  readonly budget: number | null;
  /** What the first service may need at worst. [ns] */
  readonly needed: number;
  readonly hops: readonly Hop[];
}

/** Longer ways than this are no reading matter. */
const MOST_HOPS = 40;

/** Journeys that can be followed, with every call that somebody waits for. */
export function routesOf(basis: Pick<Basis, 'design' | 'resolved' | 'view'>): Route[] {
  const { design, resolved, view } = basis;
  const worst = worstCaseOf(view.index);
  const known = new Map(resolved.journeys.map((journey) => [journey.id, journey]));
  return journeysOf(design).flatMap(({ id, client, link, name = id }): Route[] => {
    const journey = known.get(id) ?? { id, client, link, weight: 1, priority: 0 };
    const entry = view.index.links.get(link);
    const callee = view.index.nodes.get(entry?.to ?? '');
    if (!entry || !callee || view.index.roleOf(callee.id) !== 'server') return [];
    const operation = calledOperation(callee, journey.operation)?.name ?? null;
    return [
      {
        journey,
        name,
        budget: journey.deadline ?? entry.policy.timeout ?? null,
        needed: worst.operation(callee.id, operation),
        hops: hopsFrom(entry, operation, worst, basis),
      },
    ];
  });
}

function hopsFrom(entry: ResolvedLink, operation: string | null, worst: WorstCase, { view }: Pick<Basis, 'view'>): Hop[] {
  const hops: Hop[] = [];
  const seen = new Set<string>();
  const follow = (link: ResolvedLink, name: string | null, depth: number): void => {
    const key = `${link.id} ${name ?? ''}`;
    if (seen.has(key) || hops.length >= MOST_HOPS) return;
    seen.add(key);
    hops.push({ link, operation: name, depth, most: worst.call(link, name), needed: worst.operation(link.to, name) });
    const vertex = view.verticesOf(link.to).find((place) => view.graph[place]!.operation === name);
    for (const edge of vertex === undefined ? [] : view.graph[vertex]!.edges) {
      const next = view.index.links.get(edge.link);
      if (next && !edge.message) follow(next, view.graph[edge.to]!.operation, depth + 1);
    }
  };
  follow(entry, operation, 0);
  return hops;
}

/** Each route's time: who waits how long, and whether it fits. */
export function budgets(basis: Basis): PlainSection[] {
  const routes = routesOf(basis);
  if (routes.length === 0) return [];
  return [overview(routes, basis), ...routes.filter(({ hops }) => hops.length > 1).map((route) => budgetOf(route, basis))];
}

const overview = (routes: readonly Route[], { measured }: Basis): PlainSection => ({
  kind: 'table',
  title: 'Time budgets',
  note: 'At worst: every call runs into its timeout at every attempt, waits between attempts are as long as they can be, and work takes its p99. Compensations and waiting for a worker are not counted.',
  columns: [
    { title: 'Route' },
    { title: 'Users wait', number: true },
    { title: 'At worst', number: true },
    { title: 'Fits' },
    { title: 'p50 measured', number: true },
    { title: 'p99 measured', number: true },
  ],
  rows: routes.map(({ journey, name, budget, needed }): Cell[] => {
    const latency = measured.journey(journey.id)?.latency;
    return [
      name,
      budget === null ? 'for ever' : spanWords(budget),
      spanWords(needed),
      fits(needed, budget),
      msWords(latency?.p50 ?? null),
      msWords(latency?.p99 ?? null),
    ];
  }),
});

const fits = (needed: number, given: number | null): Cell => {
  if (given === null) return { text: '! nobody gives up', tone: 'warn' };
  if (!Number.isFinite(needed)) return { text: '✗ a timeout is missing', tone: 'bad' };
  return needed <= given ? { text: '✓', tone: 'good' } : { text: `✗ ${spanWords(needed - given)} too long`, tone: 'bad' };
};

/** Whether a callee is done before its caller has left. */
function inTime(needed: number, timeout: number | undefined): Cell {
  if (timeout === undefined) return { text: '! no timeout', tone: 'warn' };
  if (needed <= timeout) return { text: '✓', tone: 'good' };
  return {
    text: Number.isFinite(needed) ? `~ may work on ${spanWords(needed - timeout)} for nobody` : '~ may work on without end',
    tone: 'warn',
  };
}

const budgetOf = ({ name, hops }: Route, basis: Basis): PlainSection => ({
  kind: 'table',
  title: `Time budget: ${name}`,
  columns: [
    { title: 'Call' },
    { title: 'Operation' },
    { title: 'Timeout', number: true },
    { title: 'Attempts', number: true },
    { title: 'All attempts', number: true },
    { title: 'Callee at worst', number: true },
    { title: 'Fits' },
    { title: 'p99 measured', number: true },
    { title: 'Guards' },
  ],
  rows: hops.map(({ link, operation, depth, most, needed }): Cell[] => {
    const { timeout, retry } = link.policy;
    const line = basis.measured.link(link.id);
    return [
      `${'· '.repeat(depth)}${basis.name(link.to)}`,
      operation ?? '–',
      timeout === undefined ? { text: 'none', tone: 'warn' } : spanWords(timeout),
      String(retry?.attempts ?? 1),
      spanWords(most),
      spanWords(needed),
      inTime(needed, timeout),
      line && line.duration.n > 0 ? msWords(line.duration.p99) : '–',
      guardWords(link.policy).join('; ') || '–',
    ];
  }),
});
