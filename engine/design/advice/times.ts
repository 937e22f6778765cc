import { unreachable } from '../../core/invariant';
import { meanOf } from '../../core/sampler';
import { p99Of } from '../../core/tail';
import { takesMessages } from '../../nodes/definition';
import { nodeKinds } from '../../nodes/registry';
import { accessOperation, calledOperation } from '../call-graph';
import type { DesignIndex } from '../design-index';
import { modelOf } from '../node-model';
import { protocols } from '../protocols';
import { storeLinksOf } from '../rate-limits';
import type { ResolvedLink, ResolvedNode } from '../schema';
import type { Step } from '../step-schema';

/**
 * How long operations take by the drawing's own numbers, when nobody waits for anything and nothing fails. Where a cache
 * keeps keys, all look-ups are taken to hit: what is said here is never too much.
 */
export interface Times {
  /** Mean time from call to answer, network of its own calls included. [ns] */
  answer(node: string, operation: string | null): number;
  /** Mean work of its own, calls left out. [ns] */
  work(node: string, operation: string | null): number;
  /** The longest p99 among the pieces of work that each run waits for, its own or those that it calls. [ns] */
  tail(node: string, operation: string | null): number;
  /** Mean time of one trip over a link. [ns] */
  trip(link: ResolvedLink): number;
}

/** Which number of an operation is asked for. */
type Measure = 'answer' | 'work' | 'tail';

export function timesOf(index: DesignIndex): Times {
  const stores = storeLinksOf(index.design);
  const known = new Map<string, number>();

  const of = (measure: Measure, id: string, operation: string | null): number => {
    const key = `${measure} ${id} ${operation ?? ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    // What comes back to here while it is worked out goes round; that part counts as nothing.
    known.set(key, 0);
    const node = index.nodes.get(id);
    const time = node ? timeOf(measure, node, operation) : 0;
    known.set(key, time);
    return time;
  };

  const timeOf = (measure: Measure, node: ResolvedNode, name: string | null): number => {
    const model = modelOf(node);
    if (model.role !== 'server') return 0;
    const own = measure === 'tail' ? p99Of : meanOf;
    const steps = node.operations?.find((operation) => operation.name === name)?.steps;
    const parts = [model.tokenCheck ? own(model.tokenCheck) : 0];
    if (steps) parts.push(stepsTime(measure, steps, own(model.work)));
    else {
      parts.push(own(model.work));
      if (model.store?.kind === 'key-value' && measure !== 'work') parts.push(own(model.store.access));
      const asks = model.contents ? 0 : 1 - (model.hitRatio ?? 0);
      if (measure !== 'work' && (measure === 'answer' || asks === 1))
        for (const link of index.outgoing(node.id))
          if (!stores.has(link.id)) parts.push(asks * callTime(measure, link.id, undefined, undefined));
    }
    return joined(measure, parts);
  };

  /** @param at how long the node's own work takes, for steps that say no other time */
  const stepsTime = (measure: Measure, steps: readonly Step[], at: number): number =>
    joined(
      measure,
      steps.map((step) => stepTime(measure, step, at)),
    );

  const stepTime = (measure: Measure, step: Step, at: number): number => {
    const own = measure === 'tail' ? p99Of : meanOf;
    switch (step.kind) {
      case 'work':
        return step.own ? at : own(step.time);
      case 'wait':
        return measure === 'work' ? 0 : own(step.time);
      case 'effect':
      case 'check':
      case 'publish':
        return 0;
      case 'call':
        return callTime(measure, step.link, step.operation, undefined);
      case 'read':
      case 'write':
        return callTime(measure, step.link, step.operation, step.kind);
      case 'parallel': {
        const branches = step.branches.map((branch) => stepsTime(measure, branch, at)).toSorted((a, b) => a - b);
        if (measure === 'work') return joined(measure, branches);
        return branches[Math.min(step.need ?? branches.length, branches.length) - 1] ?? 0;
      }
      case 'repeat':
        return measure === 'tail' ? stepsTime(measure, step.steps, at) : step.times * stepsTime(measure, step.steps, at);
      case 'try':
        return joined(measure, [stepsTime(measure, step.steps, at), stepsTime(measure, step.ok, at)]);
      case 'saga':
        return joined(
          measure,
          step.stages.map(({ steps }) => stepsTime(measure, steps, at)),
        );
      case 'choose': {
        // Of what is done now and then only, nothing can be said about 99 of 100.
        if (step.by === 'cache-hit')
          return measure === 'work' || measure === 'tail' ? 0 : callTime(measure, step.link, step.operation, undefined);
        if (measure === 'tail') return 0;
        const all = step.branches.reduce((sum, { share }) => sum + share, 0);
        return step.branches.reduce(
          (sum, { share, steps }) => sum + (all > 0 ? share / all : 1 / step.branches.length) * stepsTime(measure, steps, at),
          0,
        );
      }
      default:
        return unreachable(step);
    }
  };

  const callTime = (measure: Measure, link: string, operation: string | undefined, access: 'read' | 'write' | undefined): number => {
    const over = index.links.get(link);
    const callee = index.nodes.get(over?.to ?? '');
    if (measure === 'work' || !over || !callee || takesMessages(nodeKinds[callee.kind].role)) return 0;
    const name = calledOperation(callee, operation ?? (access && accessOperation(callee, access)))?.name ?? null;
    const inner = of(measure, callee.id, name);
    const all = measure === 'tail' ? inner : inner + 2 * trip(over);
    return Math.min(all, over.policy.timeout ?? Number.POSITIVE_INFINITY);
  };

  const trip = ({ network, protocol }: ResolvedLink): number => (network.latency ? meanOf(network.latency) : protocols[protocol].latency);

  return {
    answer: (node, operation) => of('answer', node, operation),
    work: (node, operation) => of('work', node, operation),
    tail: (node, operation) => of('tail', node, operation),
    trip,
  };
}

/** One after the other: means add up; of tails the longest one alone is a bound from below. */
const joined = (measure: Measure, parts: readonly number[]): number =>
  measure === 'tail' ? parts.reduce((most, part) => Math.max(most, part), 0) : parts.reduce((sum, part) => sum + part, 0);
