import { parseDuration } from '../../core/units';
import { calledOperation } from '../call-graph';
import { type Fix, type FixOf, type Found, onLink, onNode, pathInside, subjectOf } from './fix';
import { patienceOf } from './patience';
import { roundedDown, roundedUp } from './round-durations';
import { perSecond } from './words';

/** Shortest timeout that is ever proposed: below it a pause of the callee looks like a failure. [ns] */
const LEAST = 50e6;

/** The longest p99 of what is asked over a link, nothing waiting. [ns] */
function tailOver(id: string, { view }: Found): number {
  const { index, graph, times, verticesOf } = view;
  const link = index.links.get(id)!;
  const asked = verticesOf(link.from).flatMap((place) =>
    graph[place]!.edges.flatMap((edge) => (edge.link === id && !edge.message ? [edge.to] : [])),
  );
  const entry = index.design.journeys
    .filter((journey) => journey.link === id)
    .flatMap(({ operation }) => {
      const callee = index.nodes.get(link.to);
      const name = callee && (calledOperation(callee, operation)?.name ?? null);
      return verticesOf(link.to).filter((place) => graph[place]!.operation === name);
    });
  return Math.max(
    0,
    ...[...asked, ...entry].map((place) =>
      Math.max(times.tail(link.to, graph[place]!.operation), times.answer(link.to, graph[place]!.operation)),
    ),
  );
}

/** A few times the slowest usual answer, below what the callers wait; null where there is no room between the two. */
function goodTimeout(id: string, found: Found): string | null {
  const link = found.view.index.links.get(id)!;
  const tail = tailOver(id, found) + 2 * found.view.times.trip(link);
  const patience = patienceOf(link.from, found.view)?.longest ?? Number.POSITIVE_INFINITY;
  const attempts = link.policy.retry?.attempts ?? 1;
  const most = (patience * 0.9) / attempts;
  const wanted = roundedUp(Math.max(LEAST, 3 * tail));
  if (parseDuration(wanted)! <= most) return wanted;
  const below = roundedDown(most);
  return parseDuration(below)! > 1.2 * tail ? below : null;
}

const setTimeoutThere: FixOf = (found) => {
  const timeout = goodTimeout(subjectOf(found), found);
  return timeout === null ? null : onLink(found, `Set a timeout of ${timeout}`, { 'policy.timeout': timeout });
};

/** The shortest deadline of those whose requests go this way at once from where they come in. */
const belowDeadline: FixOf = (found) => {
  const id = subjectOf(found);
  const { index } = found.view;
  const from = index.links.get(id)!.from;
  const deadlines = index.design.journeys.flatMap(({ link, deadline }) =>
    deadline !== undefined && index.links.get(link)?.to === from ? [deadline] : [],
  );
  const below = roundedDown(Math.min(...deadlines) * 0.9);
  return parseDuration(below)! > 1.2 * tailOver(id, found)
    ? onLink(found, `Set the timeout to ${below}`, { 'policy.timeout': below })
    : null;
};

const setIdempotent: FixOf = (found) => onNode(found, 'Make the effect idempotent', { [`${pathInside(found)}.idempotent`]: true });

const addBudget: FixOf = (found) => onLink(found, 'Give the retries a budget of a tenth of the successes', { 'policy.retry.budget': {} });

const fewerAttempts: FixOf = (found) => {
  const { policy, from } = found.view.index.links.get(subjectOf(found))!;
  const attempts = Math.floor(patienceOf(from, found.view)!.longest / policy.timeout!);
  return attempts < 2
    ? onLink(found, 'Take the retries out', { 'policy.retry': undefined })
    : onLink(found, `Try ${attempts} times at most`, { 'policy.retry.attempts': attempts });
};

const lowerMinimum: FixOf = (found) => {
  const { policy, from } = found.view.index.links.get(subjectOf(found))!;
  const { breaker } = policy;
  const params = found.view.index.nodes.get(from)?.params;
  const shares = policy.scope === 'each-replica' && params && 'replicas' in params ? params.replicas : 1;
  const seen = (within: number) => Math.max(1, Math.floor(((found.view.demand.linkRate(subjectOf(found)) / shares) * within) / 2e9));
  const to = (field: string, calls: number): Fix | null =>
    onLink(found, `Let it trip from ${calls} calls on`, { [`policy.breaker.${field}`]: calls });
  if (breaker?.kind === 'time-window') return to('minimumCalls', seen(breaker.span));
  if (breaker?.kind === 'resilience4j') return to('minimumNumberOfCalls', seen(breaker.slidingWindowSize * 1e9));
  return breaker?.kind === 'opossum' ? to('volumeThreshold', seen(breaker.rollingCountTimeout)) : null;
};

const minimumInWindow: FixOf = (found) => {
  const { breaker } = found.view.index.links.get(subjectOf(found))!.policy;
  const size =
    breaker?.kind === 'count-window'
      ? breaker.size
      : breaker?.kind === 'cockatiel' && breaker.breaker.kind === 'count'
        ? breaker.breaker.size
        : null;
  return size === null ? null : onLink(found, `Let it trip from ${size} calls on`, { [pathInside(found)]: size });
};

const guard: FixOf = (found) => {
  const id = subjectOf(found);
  const { policy } = found.view.index.links.get(id)!;
  const timeout = policy.timeout === undefined ? goodTimeout(id, found) : undefined;
  if (timeout === null) return null;
  return onLink(found, 'Put a circuit breaker on the link', {
    'policy.breaker': { kind: 'count-window' },
    ...(timeout !== undefined && { 'policy.timeout': timeout }),
  });
};

/** Twice what is in flight at rest must still pass. */
function narrower(found: Found, limit: number): Fix | null {
  const { demand, index, times, graph, verticesOf } = found.view;
  const link = index.links.get(subjectOf(found))!;
  const params = index.nodes.get(link.from)?.params;
  const shares = link.policy.scope === 'each-replica' && params && 'replicas' in params ? params.replicas : 1;
  const slowest = Math.max(0, ...verticesOf(link.to).map((place) => times.answer(link.to, graph[place]!.operation)));
  const own = Math.floor(limit / shares);
  if (own < 1 || own * shares < (2 * demand.linkRate(link.id) * slowest) / 1e9) return null;
  return onLink(found, `Let ${own} calls be in flight at most`, { 'policy.bulkhead.limit': own });
}

const shorterQueue: FixOf = (found) => {
  const id = subjectOf(found);
  const { index, demand, verticesOf } = found.view;
  const params = index.nodes.get(id)!.params;
  const limit = 'queueLimit' in params ? params.queueLimit : 0;
  const workers = 'workers' in params ? params.workers : 'connections' in params ? params.connections : 0;
  const held = Math.min(...verticesOf(id).map((place) => demand.held(place)));
  const patience = patienceOf(id, found.view);
  if (!patience || workers === 0 || held === 0) return null;
  const fits = Math.floor((patience.longest * workers) / held);
  return fits >= limit || fits < 1
    ? null
    : onNode(found, `Let ${fits.toLocaleString('en-US')} calls wait at most`, { 'params.queueLimit': fits });
};

const boundQueue: FixOf = (found) => onNode(found, 'Let 1,000 calls wait at most', { 'params.queueLimit': 1000 });

const limitAtEdge: FixOf = (found) => {
  const { demand } = found.view;
  const rate = Math.ceil((2 * demand.peak * demand.nodeRate(subjectOf(found))) / 10) * 10;
  return rate === 0 ? null : onNode(found, `Let ${perSecond(rate)} in, twice the peak`, { 'params.rateLimit': { rate, burst: rate } });
};

/** Fixes of what is said about calls. */
export const callFixes: Readonly<Record<string, FixOf>> = {
  'no-timeout': setTimeoutThere,
  'breaker-blind-to-slowness': setTimeoutThere,
  'timeout-above-callers': setTimeoutThere,
  'timeout-above-deadline': belowDeadline,
  'timeout-below-answer': setTimeoutThere,
  'attempts-outlast-caller': fewerAttempts,
  'retry-without-budget': addBudget,
  'retries-multiply': addBudget,
  'retry-without-jitter': (found) => onLink(found, 'Spread the waits with full jitter', { 'policy.retry.jitter': 'full' }),
  'effect-may-repeat': setIdempotent,
  'key-forgotten-too-soon': (found) => onNode(found, 'Remember keys for a day', { [pathInside(found)]: '1d' }),
  'breaker-never-trips': minimumInWindow,
  'breaker-sees-too-few-calls': lowerMinimum,
  'third-party-unguarded': guard,
  'bulkhead-never-full': (found) =>
    narrower(found, Math.floor(found.view.demand.places(found.view.index.links.get(subjectOf(found))!.from) / 2)),
  'bulkhead-above-callee': (found) => narrower(found, found.view.demand.places(found.view.index.links.get(subjectOf(found))!.to)),
  'queue-outlasts-callers': shorterQueue,
  'queue-without-limit': boundQueue,
  'gateway-without-limit': limitAtEdge,
};
