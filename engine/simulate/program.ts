import { invariant, unreachable } from '../core/invariant';
import type { Rng } from '../core/rng';
import type { ResolvedNode } from '../design/schema';
import type { Step as StepInDesign } from '../design/step-schema';
import { relayed } from './access';
import type { Act } from './act';
import type { EntityKinds } from './entity-kinds';
import type { Limit } from './limit';
import type { Machinery } from './machinery';
import { type LinkState, Operation, type ServerState, Step, StepKind } from './model';
import type { Store } from './store';
import type { RecordedTimes } from './recorded-times';
import type { Samplers } from './samplers';

/** What programs refer to. */
export interface ProgramContext {
  readonly samplers: Samplers;
  /** Recorded times of steps, by column. */
  readonly recorded: ReadonlyMap<string, RecordedTimes>;
  readonly rng: Rng;
  link(id: string): LinkState | undefined;
  /** The callee's operation of that name, or null for its first one. */
  operation(link: LinkState, name: string | undefined): Operation | null;
  eventNumber(name: string): number;
  readonly entities: EntityKinds;
  /** For acts. */
  readonly machinery: Machinery;
}

const onError = { fail: 0, ignore: 1, fallback: 2 } as const;

/** Compiles the operations of one server into chains of steps. Each server's `operations` exist already, still empty. */
export function compileOperations(node: ResolvedNode, server: ServerState, links: readonly LinkState[], context: ProgramContext): void {
  const explicit = node.operations ?? [];
  if (explicit.length === 0) {
    const { store } = server;
    const onMiss = linkSteps(links, links.length > 0 ? actStep(store?.last, null) : null, context, store);
    store?.link?.(onMiss);
    server.operations[0]!.first = actStep(store?.before, workFirst(server, actStep(store?.after, cacheCheck(server, onMiss)), context));
    return;
  }
  explicit.forEach((operation, i) => {
    const path = [node.id, `operation ${operation.name}`];
    const { store } = server;
    store?.link?.(null);
    const after = actStep(store?.after, cacheCheck(server, null));
    server.operations[i]!.first = actStep(store?.before, chain(operation.steps, path, after, context));
  });
}

/** What a rate limit asks of the server that keeps its counts: the server's first operation, and then the decision. */
export function compileQuestion(
  node: ResolvedNode,
  server: ServerState,
  links: readonly LinkState[],
  limit: Limit,
  context: ProgramContext,
): Operation {
  const decide = new Step(StepKind.decide);
  decide.limit = limit;
  const [first] = node.operations ?? [];
  const question = new Operation(first?.name ?? '');
  // Counts do not miss: a cache that keeps them asks no further.
  const further = server.hitRatio < 0 && !server.store?.relays ? links : [];
  question.first = first
    ? chain(first.steps, [node.id, `question ${first.name}`], decide, context)
    : workFirst(server, linkSteps(further, decide, context), context);
  return question;
}

// The obvious operation: do the work, then call each synchronous link in order, then publish to each queue. A cache goes on only when it misses.

function workFirst(server: ServerState, next: Step | null, context: ProgramContext): Step {
  const work = make(StepKind.work, next);
  work.sampler = context.samplers.get([server.id, 'service-time'], server.model.work);
  // A column named like the node holds its work, so that a recording can be replayed before operations are written.
  work.recorded = context.recorded.get(server.id) ?? null;
  work.plain = work.recorded === null;
  return work;
}

function linkSteps(links: readonly LinkState[], after: Step | null, context: ProgramContext, store?: Store | null): Step | null {
  let next = after;
  const inOrder = [...links.filter((link) => link.server !== null), ...links.filter((link) => link.queue !== null)];
  for (const link of inOrder.toReversed()) {
    const step = make(link.queue === null ? StepKind.call : StepKind.publish, next);
    step.link = link;
    step.event = link.queue === null ? 0 : context.eventNumber('');
    if (store?.relays) {
      step.access = relayed;
      step.onError = 3;
    }
    next = step;
  }
  return next;
}

/** In a cache: the draw that decides whether the key was found; in any other node nothing. */
function cacheCheck(server: ServerState, onMiss: Step | null): Step | null {
  if (server.hitRatio < 0) return onMiss;
  const step = new Step(StepKind.cacheCheck);
  step.errorRate = server.hitRatio;
  step.rng = server.hitRng;
  step.next = onMiss;
  return step;
}

/** The first step of the list; its last one is followed by `after`. */
function chain(steps: readonly StepInDesign[], path: readonly string[], after: Step | null, context: ProgramContext): Step | null {
  let next = after;
  for (let i = steps.length - 1; i >= 0; i--) next = compileStep(steps[i]!, [...path, String(i)], next, context);
  return next;
}

function compileStep(step: StepInDesign, path: readonly string[], next: Step | null, context: ProgramContext): Step {
  const link = (id: string): LinkState => {
    const found = context.link(id);
    invariant(found, `step refers to link ${id}, which checks should have refused`);
    return found;
  };
  const recorded = (column: string | undefined): RecordedTimes | null =>
    column === undefined ? null : (context.recorded.get(column) ?? null);
  const stream = (): Rng => path.reduce((rng, name) => rng.fork(name), context.rng);
  switch (step.kind) {
    case 'work': {
      const out = make(StepKind.work, next);
      out.sampler = context.samplers.get(path, step.time);
      out.errorRate = step.errorRate;
      out.recorded = recorded(step.recorded);
      out.plain = out.recorded === null && out.errorRate === 0;
      return out;
    }
    case 'wait': {
      const out = make(StepKind.wait, next);
      out.sampler = context.samplers.get(path, step.time);
      out.recorded = recorded(step.recorded);
      return out;
    }
    case 'call': {
      const out = make(StepKind.call, next);
      out.link = link(step.link);
      out.operation = context.operation(out.link, step.operation);
      out.onError = onError[step.onError];
      out.request = step.request ?? -1;
      out.answer = step.answer ?? -1;
      return out;
    }
    case 'read':
    case 'write': {
      const out = make(StepKind.call, next);
      out.link = link(step.link);
      out.operation = context.operation(out.link, step.operation ?? step.kind);
      out.onError = onError[step.onError];
      out.access = context.entities.access(
        step.kind === 'write',
        step.entity,
        step.kind === 'read' ? step.consistency : 'any',
        step.kind === 'write' && step.remove,
      );
      out.request = step.request ?? -1;
      out.answer = step.answer ?? -1;
      return out;
    }
    case 'publish': {
      const out = make(StepKind.publish, next);
      out.link = link(step.link);
      out.event = context.eventNumber(step.event);
      out.request = step.size ?? -1;
      return out;
    }
    case 'parallel': {
      const out = make(StepKind.parallel, next);
      out.branches = step.branches.map((branch, i) => chain(branch, [...path, `branch ${i}`], null, context));
      out.need = Math.min(step.need ?? out.branches.length, out.branches.length);
      return out;
    }
    case 'choose': {
      if (step.by === 'cache-hit') {
        const out = make(StepKind.lookup, next);
        out.link = link(step.link);
        out.operation = context.operation(out.link, step.operation);
        out.access = context.entities.access(false, step.entity);
        out.onError = 1;
        out.branches = [chain(step.hit, [...path, 'hit'], next, context), chain(step.miss, [...path, 'miss'], next, context)];
        return out;
      }
      const out = make(StepKind.chance, next);
      out.rng = stream();
      out.branches = step.branches.map((branch, i) => chain(branch.steps, [...path, `branch ${i}`], next, context));
      out.cumulative = cumulate(step.branches.map((branch) => branch.share));
      return out;
    }
    default:
      return unreachable(step);
  }
}

/** A step that the act carries out; without one, nothing stands before `next`. */
function actStep(act: Act | null | undefined, next: Step | null): Step | null {
  if (!act) return next;
  const step = make(StepKind.act, next);
  step.act = act;
  return step;
}

function make(kind: number, next: Step | null): Step {
  const step = new Step(kind);
  step.next = next;
  return step;
}

/** Running sum of weights, scaled so that the last one is 1. All weights 0 count as equal. */
export function cumulate(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight, i) => {
    sum += total > 0 ? weight / total : 1 / weights.length;
    return i === weights.length - 1 ? 1 : sum;
  });
}
