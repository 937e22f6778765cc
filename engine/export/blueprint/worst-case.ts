import { unreachable } from '../../core/invariant';
import { p99Of } from '../../core/tail';
import { accessOperation, calledOperation } from '../../design/call-graph';
import type { DesignIndex } from '../../design/design-index';
import { modelOf } from '../../design/node-model';
import type { ResolvedLink, ResolvedNode } from '../../design/schema';
import type { Step } from '../../design/step-schema';
import { takesMessages } from '../../nodes/definition';
import { nodeKinds } from '../../nodes/registry';
import type { RetryParams } from '../../policies/params';

/**
 * How long things can take at worst: every call runs into its timeout at every attempt, every wait between attempts is as long as it can be,
 * and work takes as long as 99 in 100 pieces of it. A call without a timeout that goes on to others has no bound.
 */
export interface WorstCase {
  /** Of one run of an operation; Infinity without a bound. [ns] */
  operation(node: string, operation: string | null): number;
  /** Of a call with all its attempts, as its caller sees it. [ns] */
  call(link: ResolvedLink, operation: string | null): number;
}

export function worstCaseOf(index: DesignIndex): WorstCase {
  const known = new Map<string, number>();

  const operation = (id: string, name: string | null): number => {
    const key = `${id} ${name ?? ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    // What comes back to itself has no bound.
    known.set(key, Number.POSITIVE_INFINITY);
    const node = index.nodes.get(id);
    const time = node ? ofNode(node, name) : 0;
    known.set(key, time);
    return time;
  };

  const ofNode = (node: ResolvedNode, name: string | null): number => {
    const model = modelOf(node);
    if (model.role !== 'server') return 0;
    const door = model.tokenCheck ? p99Of(model.tokenCheck) : 0;
    const work = p99Of(model.work) + (model.store?.kind === 'key-value' ? p99Of(model.store.access) : 0);
    const steps = node.operations?.find((each) => each.name === name)?.steps;
    if (steps) return door + ofSteps(steps, work);
    const calls = index.outgoing(node.id).map((link) => over(link.id, undefined, undefined));
    return door + work + calls.reduce((sum, time) => sum + time, 0);
  };

  const ofSteps = (steps: readonly Step[], work: number): number => steps.reduce((sum, step) => sum + ofStep(step, work), 0);

  const ofStep = (step: Step, work: number): number => {
    switch (step.kind) {
      case 'work':
        return step.own ? work : p99Of(step.time);
      case 'wait':
        return p99Of(step.time);
      case 'effect':
      case 'check':
        return 0;
      case 'publish':
        return step.confirm ? (index.links.get(step.link)?.policy.timeout ?? 0) : 0;
      case 'call':
        return over(step.link, step.operation, undefined);
      case 'read':
      case 'write':
        return over(step.link, step.operation, step.kind);
      case 'parallel': {
        const branches = step.branches.map((branch) => ofSteps(branch, work)).toSorted((a, b) => a - b);
        return branches[Math.min(step.need ?? branches.length, branches.length) - 1] ?? 0;
      }
      case 'repeat':
        return step.times * ofSteps(step.steps, work);
      case 'try':
        return ofSteps(step.steps, work) + Math.max(...[step.ok, step.failed, step.unknown ?? []].map((after) => ofSteps(after, work)));
      case 'choose':
        return step.by === 'probability'
          ? Math.max(...step.branches.map(({ steps }) => ofSteps(steps, work)))
          : over(step.link, step.operation, undefined) + Math.max(ofSteps(step.hit, work), ofSteps(step.miss, work));
      case 'saga': {
        const kept = step.store === undefined ? 0 : over(step.store, undefined, 'write');
        return step.stages.reduce(
          (sum, { steps, timeout, attempts, backoff }) =>
            sum + attempts * Math.min(timeout ?? Number.POSITIVE_INFINITY, ofSteps(steps, work)) + (attempts - 1) * backoff + kept,
          kept,
        );
      }
      default:
        return unreachable(step);
    }
  };

  const over = (id: string, name: string | undefined, access: 'read' | 'write' | undefined): number => {
    const link = index.links.get(id);
    const callee = index.nodes.get(link?.to ?? '');
    if (!link || !callee || takesMessages(nodeKinds[callee.kind].role)) return 0;
    return call(link, calledOperation(callee, name ?? (access && accessOperation(callee, access)))?.name ?? null);
  };

  const call = (link: ResolvedLink, name: string | null): number => {
    const { timeout, retry, bulkhead, fallback } = link.policy;
    const attempt = (bulkhead && bulkhead.queue > 0 ? bulkhead.maxWait : 0) + (timeout ?? operation(link.to, name));
    return attempt * (retry?.attempts ?? 1) + (retry ? longestWaits(retry) : 0) + (fallback ? p99Of(fallback.time) : 0);
  };

  return { operation, call };
}

/** All waits between attempts, each as long as its jitter lets it be. [ns] */
export function longestWaits({ attempts, backoff, factor, cap, jitter }: RetryParams): number {
  const bounded = jitter === 'none' || jitter === 'full' || jitter === 'equal';
  let sum = 0;
  let wait: number = backoff;
  for (let retry = 1; retry < attempts; retry++) {
    sum += bounded ? Math.min(wait, cap) : cap;
    wait *= factor;
  }
  return sum;
}
