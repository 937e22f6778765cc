import type { Problem } from '../../core/problem';
import { takesMessages } from '../../nodes/definition';
import { nodeKinds } from '../../nodes/registry';
import { calledOperation } from '../call-graph';
import type { DesignIndex } from '../design-index';
import type { ResolvedLink, ResolvedNode } from '../schema';
import type { Step } from '../step-schema';
import { type PlacedStep, stepsOf } from '../steps';
import { type Check, error } from './check';

type LinkStep = Extract<Step, { link: string }>;

/** Steps use links of their own node, in the way that fits what the link ends at, and ask for operations that exist. */
export const stepLinks: Check = function* (index) {
  for (const node of index.design.nodes) {
    if (index.roleOf(node.id) !== 'server') continue; // Its operations never run; that is said elsewhere.
    for (const { step, where } of stepsOf(node)) {
      if (!('link' in step)) continue;
      const link = index.links.get(step.link);
      const problem = link ? wrongUse(node, step, link, where, index) : missingLink(node, step, where, index);
      if (problem) yield problem;
    }
  }
};

function missingLink(node: ResolvedNode, { link }: LinkStep, where: PlacedStep['where'], index: DesignIndex): Problem | null {
  if (index.unreadable.links.has(link)) return null;
  const own = index.outgoing(node.id).map(({ id }) => id);
  return error({
    code: 'step-over-missing-link',
    where: `${where}.link`,
    message: `A step of "${node.id}" uses link "${link}", which is not in this design.`,
    remedy: own.length > 0 ? `Use a link that starts here (${own.join(', ')}), or add the link.` : 'Add the link, or remove the step.',
  });
}

function wrongUse(node: ResolvedNode, step: LinkStep, link: ResolvedLink, where: string, index: DesignIndex): Problem | null {
  if (link.from !== node.id) {
    return error({
      code: 'step-over-foreign-link',
      where: `${where}.link`,
      message: `A step of "${node.id}" uses link "${link.id}", which starts at "${link.from}".`,
      remedy: `Use a link that starts at "${node.id}", or move the step to "${link.from}".`,
    });
  }
  const callee = index.nodes.get(link.to);
  if (!callee) return null;
  return wrongKind(step, link, callee, where) ?? missingOperation(step, callee, where);
}

function wrongKind({ kind }: LinkStep, link: ResolvedLink, callee: ResolvedNode, where: string): Problem | null {
  const isQueue = takesMessages(nodeKinds[callee.kind].role);
  if (kind === 'publish' && !isQueue) {
    return error({
      code: 'publish-to-no-queue',
      where: `${where}.link`,
      message: `A step publishes over "${link.id}", which ends at "${callee.id}"; only queues and logs take messages.`,
      remedy: 'Call it instead, or put a queue or a log between the two.',
    });
  }
  if ((kind === 'read' || kind === 'write') && !isStore(callee)) {
    return error({
      code: 'access-to-no-store',
      where: `${where}.link`,
      message: `A step ${kind}s over "${link.id}", which ends at "${callee.id}"; that keeps no data.`,
      remedy: 'Use a link that ends at a database, a cache or another store, or make it a call.',
    });
  }
  if (kind === 'call' && isQueue) {
    return error({
      code: 'call-to-queue',
      where: `${where}.link`,
      message: `A step calls over "${link.id}", which ends at the ${callee.kind} "${callee.id}"; that does not answer.`,
      remedy: 'Make it a publish step.',
    });
  }
  if (kind === 'choose' && callee.kind !== 'cache') {
    return error({
      code: 'choose-by-no-cache',
      where: `${where}.link`,
      message: `A step chooses by cache hit over "${link.id}", which ends at "${callee.id}"; that is no cache.`,
      remedy: 'Use a link that ends at a cache, or choose by probability.',
    });
  }
  return null;
}

/** Whether reads and writes mean something at the node. */
const isStore = ({ kind }: ResolvedNode): boolean => nodeKinds[kind].group === 'data';

function missingOperation(step: LinkStep, callee: ResolvedNode, where: string): Problem | null {
  if (step.kind === 'publish' || calledOperation(callee, step.operation)) return null;
  const names = callee.operations?.map(({ name }) => name).join(', ');
  return error({
    code: 'missing-operation',
    where: `${where}.operation`,
    message: `A step asks "${callee.id}" for "${step.operation}", which it does not offer.`,
    remedy: `It offers: ${names}. Use one of these, or add "${step.operation}" to it.`,
  });
}
