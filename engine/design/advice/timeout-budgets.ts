import type { Problem } from '../../core/problem';
import { formatDuration } from '../../core/units';
import { calledOperation } from '../call-graph';
import { hint, warning } from '../checks/check';
import type { ResolvedLink } from '../schema';
import type { Advice } from './advice';
import { patienceOf } from './patience';
import type { DesignView } from './view';

/** Timeouts along a chain: each caller should outwait those that it calls, and users should outwait them all. */
export const timeoutBudgets: Advice = function* (view) {
  const { index } = view;
  for (const link of index.design.links) {
    if (link.policy.timeout === undefined || index.roleOf(link.to) !== 'server') continue;
    yield* belowAnswer(link, link.policy.timeout, view);
    if (index.roleOf(link.from) === 'server') yield* aboveCallers(link, link.policy.timeout, view);
  }
  yield* aboveDeadlines(view);
};

function* aboveCallers({ id, from, to, policy }: ResolvedLink, timeout: number, view: DesignView): Generator<Problem> {
  const patience = patienceOf(from, view);
  if (!patience) return;
  const { longest, cancels } = patience;
  const where = `links.${id}.policy.timeout`;
  if (timeout > longest) {
    yield (cancels ? hint : warning)({
      code: 'timeout-above-callers',
      where,
      message: `"${from}" waits up to ${formatDuration(timeout)} for "${to}", but whoever calls "${from}" gives up after ${formatDuration(longest)}: ${cancels ? 'this timeout can never fire.' : `it may work ${formatDuration(timeout - longest)} for nobody.`}`,
      remedy: `Set it below ${formatDuration(longest)}, with time left for what "${from}" does itself.`,
    });
  } else if (policy.retry && timeout * policy.retry.attempts > longest) {
    yield warning({
      code: 'attempts-outlast-caller',
      where: `links.${id}.policy.retry.attempts`,
      message: `${policy.retry.attempts} attempts of ${formatDuration(timeout)} over "${id}" take up to ${formatDuration(timeout * policy.retry.attempts)}, but whoever calls "${from}" gives up after ${formatDuration(longest)}: the last ones help nobody.`,
      remedy: 'Fewer attempts, or a shorter timeout for each.',
    });
  }
}

function* belowAnswer(
  { id, from, to }: ResolvedLink,
  timeout: number,
  { index, graph, verticesOf, times }: DesignView,
): Generator<Problem> {
  // Which operations are asked over this link, and which of them takes longest.
  const asked = new Set(
    index.roleOf(from) === 'server'
      ? verticesOf(from).flatMap((vertex) => graph[vertex]!.edges.flatMap((edge) => (edge.link === id && !edge.message ? [edge.to] : [])))
      : index.design.journeys
          .filter(({ link }) => link === id)
          .flatMap(({ operation }) => {
            const name = calledOperation(index.nodes.get(to)!, operation)?.name ?? null;
            return verticesOf(to).filter((vertex) => graph[vertex]!.operation === name);
          }),
  );
  for (const vertex of asked) {
    const { operation } = graph[vertex]!;
    const tail = times.tail(to, operation);
    if (tail <= timeout) continue;
    yield warning({
      code: 'timeout-below-answer',
      where: `links.${id}.policy.timeout`,
      message: `"${from}" waits ${formatDuration(timeout)} for "${to}"${operation === null ? '' : ` (${operation})`}, whose work alone takes up to ${formatDuration(roundedTail(tail))} in 99 of 100 calls: more than 1 in 100 fails with nothing wrong.`,
      remedy: `Set the timeout above ${formatDuration(roundedTail(tail))}, or make the work shorter.`,
    });
    return;
  }
}

/** Whole milliseconds read better, and microseconds below one. */
const roundedTail = (nanos: number): number => (nanos < 1e6 ? Math.ceil(nanos / 1e3) * 1e3 : Math.ceil(nanos / 1e6) * 1e6);

/** The first call on the way that outlasts the user. */
function* aboveDeadlines({ index, graph, verticesOf }: DesignView): Generator<Problem> {
  const least = new Map<string, { readonly deadline: number; readonly journey: string }>();
  for (const { id, link, operation, deadline } of index.design.journeys) {
    const entry = index.links.get(link);
    const callee = index.nodes.get(entry?.to ?? '');
    if (deadline === undefined || !callee || !entry) continue;
    const name = calledOperation(callee, operation)?.name ?? null;
    const vertex = verticesOf(callee.id).find((place) => graph[place]!.operation === name);
    for (const edge of vertex === undefined ? [] : graph[vertex]!.edges) {
      const over = index.links.get(edge.link)?.policy;
      if (edge.message || over?.timeout === undefined || over.timeout <= deadline) continue;
      // Who hangs up must know the deadline.
      if (over.hangUpAtDeadline && entry.policy.propagateDeadline) continue;
      const known = least.get(edge.link);
      if (!known || deadline < known.deadline) least.set(edge.link, { deadline, journey: id });
    }
  }
  for (const [id, { deadline, journey }] of least) {
    const { from, to, policy } = index.links.get(id)!;
    yield hint({
      code: 'timeout-above-deadline',
      where: `links.${id}.policy.timeout`,
      message: `"${from}" waits up to ${formatDuration(policy.timeout!)} for "${to}", but the user of "${journey}" has left after ${formatDuration(deadline)}.`,
      remedy: `Set it below ${formatDuration(deadline)}, or let the call hang up at the deadline.`,
    });
  }
}
