import { calledOperation, callGraph } from '../call-graph';
import type { DesignIndex } from '../design-index';
import { stepsOf } from '../steps';
import { type Check, warning } from './check';

/** What is tried again may be done again: an effect behind retries or redelivery needs a key, or an inbox before it. */
export const repeatedEffects: Check = function* (index) {
  const graph = callGraph(index);
  const inboxes = graph.map(({ node, operation }) => hasInbox(index, node, operation));
  // Why an operation may run twice for one request; found from where it begins, and carried on to what is called from there.
  const why = graph.map(() => '');
  for (const journey of index.design.journeys) {
    const retry = index.links.get(journey.link)?.policy.retry;
    const to = index.nodes.get(index.links.get(journey.link)?.to ?? '');
    const place = graph.findIndex(({ node, operation }) => to?.id === node && calledOperation(to, journey.operation)?.name === operation);
    if (retry && place >= 0 && !inboxes[place]) why[place] = `"${journey.link}" tries again`;
  }
  let changed = true;
  while (changed) {
    changed = false;
    graph.forEach(({ edges }, from) => {
      for (const edge of edges) {
        const reason = reasonOf(index, edge) || why[from]!;
        if (reason === '' || why[edge.to] !== '' || inboxes[edge.to]) continue;
        why[edge.to] = reason;
        changed = true;
      }
    });
  }
  for (const [place, { node, operation }] of graph.entries()) {
    const of = index.nodes.get(node);
    if (why[place] === '' || !of || operation === null) continue;
    const at = of.operations!.findIndex(({ name }) => name === operation);
    for (const { step, where } of stepsOf(of)) {
      if (step.kind !== 'effect' || step.idempotent || !where.startsWith(`nodes.${node}.operations.${at}.`)) continue;
      yield warning({
        code: 'effect-may-repeat',
        where,
        message: `"${step.effect}" at "${node}" may happen twice for one request: ${why[place]}.`,
        remedy: 'Make the effect idempotent, or give its operation an inbox.',
      });
    }
  }
};

function hasInbox(index: DesignIndex, node: string, operation: string | null): boolean {
  return index.nodes.get(node)?.operations?.some(({ name, inbox }) => name === operation && inbox !== undefined) ?? false;
}

function reasonOf(index: DesignIndex, { link, message }: { link: string; message: boolean }): string {
  const of = index.links.get(link);
  if (of?.policy.retry) return `"${link}" tries again`;
  return message ? `"${of?.from}" delivers again what failed` : '';
}
