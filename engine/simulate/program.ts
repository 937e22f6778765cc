import { invariant, unreachable } from '../core/invariant';
import type { Rng } from '../core/rng';
import type { ResolvedNode } from '../design/schema';
import type { SagaStep, Step as StepInDesign } from '../design/step-schema';
import { Access, relayed, SAGA_ROWS } from './access';
import type { Act } from './act';
import { EffectAct } from './effect-act';
import { type EventContract, type Needs, ReadEvent } from './contracts';
import type { EntityKinds } from './entity-kinds';
import { Inbox } from './inbox-act';
import type { Limit } from './limit';
import type { Machinery } from './machinery';
import type { LinkState } from './link-state';
import { MissFlightAct, missFlightFigures } from './miss-flight-act';
import { Operation, Step, StepKind } from './operation';
import type { ServerState } from './model';
import { StockCheckAct, StockedEffectAct } from './stock-act';
import type { Store } from './store';
import { commitAct } from './outbox';
import type { RecordedTimes } from './recorded-times';
import { LoopAct, RepeatAct } from './repeat-act';
import { sagaFigures } from './sagas';
import type { Samplers } from './samplers';
import { NEVER } from './task';
import { TryAct } from './try-act';

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
  /** Whether a store keeps the outbox of some link. */
  readonly keepsOutbox: (server: ServerState) => boolean;
  readonly entities: EntityKinds;
  /** The catalog's entry of an event, by its number; null where it has none. */
  readonly event: (number: number) => EventContract | null;
  /** For acts. */
  readonly machinery: Machinery;
}

/** Compiles the operations of one server. */
interface Compiling extends ProgramContext {
  readonly server: ServerState;
}

const onError = { fail: 0, ignore: 1, fallback: 2 } as const;

/** Compiles the operations of one server into chains of steps. Each server's `operations` exist already, still empty. */
export function compileOperations(node: ResolvedNode, server: ServerState, links: readonly LinkState[], program: ProgramContext): void {
  const context = { ...program, server };
  const explicit = node.operations ?? [];
  if (explicit.length === 0) {
    const { store } = server;
    const end = commit(context);
    const onMiss = linkSteps(links, links.length > 0 ? actStep(store?.last, end) : end, context, store);
    store?.link?.(onMiss);
    const first = actStep(store?.before, workFirst(server, actStep(store?.after, cacheCheck(server, onMiss)), context));
    server.operations[0]!.first = tokenCheck(server, first, context);
    return;
  }
  explicit.forEach((operation, i) => {
    const path = [node.id, `operation ${operation.name}`];
    const { store } = server;
    store?.link?.(null);
    const after = actStep(store?.after, cacheCheck(server, commit(context)));
    const inbox = operation.inbox && inboxOf(operation.name, operation.inbox.retention, context);
    const steps = chain(operation.steps, path, actStep(inbox?.close, after), context);
    const first = actStep(inbox?.open, actStep(store?.before, steps));
    // What it cannot read it does not take for done.
    const readable = operation.needs ? actStep(new ReadEvent(operation.needs, context.event, context.machinery.steps), first) : first;
    server.operations[i]!.first = tokenCheck(server, readable, context);
  });
}

/** Who calls, and may they? Nothing is done before that is known. */
function tokenCheck(server: ServerState, next: Step | null, context: ProgramContext): Step | null {
  const { tokenCheck: time } = server.model;
  if (!time) return next;
  const check = make(StepKind.work, next);
  check.sampler = context.samplers.get([server.id, 'token-check'], time);
  check.plain = true;
  return check;
}

/** What a rate limit asks of the server that keeps its counts: the server's first operation, and then the decision. */
export function compileQuestion(
  node: ResolvedNode,
  server: ServerState,
  links: readonly LinkState[],
  limit: Limit,
  program: ProgramContext,
): Operation {
  const context = { ...program, server };
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
  work.sampler = ownWork(server, context);
  // A column named like the node holds its work, so that a recording can be replayed before operations are written.
  work.recorded = context.recorded.get(server.id) ?? null;
  work.plain = work.recorded === null;
  return work;
}

const ownWork = (server: ServerState, { samplers }: ProgramContext) => samplers.get([server.id, 'service-time'], server.model.work);

function linkSteps(links: readonly LinkState[], after: Step | null, context: ProgramContext, store?: Store | null): Step | null {
  let next = after;
  const inOrder = [...links.filter((link) => link.server !== null), ...links.filter((link) => link.server === null)];
  for (const link of inOrder.toReversed()) {
    const step = make(link.server !== null ? StepKind.call : StepKind.publish, next);
    step.link = link;
    step.event = link.server !== null ? 0 : context.eventNumber('');
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
function chain(steps: readonly StepInDesign[], path: readonly string[], after: Step | null, context: Compiling): Step | null {
  let next = after;
  const made: (Step | null)[] = [];
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = compileStep(steps[i]!, [...path, String(i)], next, context);
    made[i] = step;
    // What goes through an outbox is published by its relay: the operation itself goes on.
    if (writeBefore(steps, i, context) < 0) next = step;
  }
  steps.forEach((_, i) => {
    const write = writeBefore(steps, i, context);
    if (write < 0) return;
    const publish = made[i]!;
    const access = made[write]!.access!;
    access.outgoing = [...(access.outgoing ?? []), { outbox: publish.link!.outbox!, step: publish }];
  });
  return next;
}

/** Where a store's operations end: with what is committed together with the write. */
const commit = ({ keepsOutbox, server }: Compiling): Step | null => actStep(keepsOutbox(server) ? commitAct : null, null);

/** Place of the write in the same list with which a publish step is committed; -1 for one that publishes by itself, and for other steps. */
function writeBefore(steps: readonly StepInDesign[], at: number, context: Compiling): number {
  const publish = steps[at]!;
  if (publish.kind !== 'publish') return -1;
  const outbox = context.link(publish.link)?.outbox;
  if (!outbox?.on) return -1;
  return steps.findLastIndex((step, i) => i < at && step.kind === 'write' && step.link === outbox.params.store);
}

function compileStep(step: StepInDesign, path: readonly string[], next: Step | null, context: Compiling): Step {
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
      const { server } = context;
      const out = make(StepKind.work, next);
      // The node's own work is drawn as without operations, so that writing the obvious steps down changes no run.
      out.sampler = step.own ? ownWork(server, context) : context.samplers.get(path, step.time);
      out.errorRate = step.errorRate;
      out.recorded = recorded(step.own ? server.id : step.recorded);
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
      out.needs = needsOf(step.needs, out);
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
      const out = make(step.confirm ? StepKind.act : StepKind.publish, next);
      out.act = step.confirm ? context.machinery.confirms : null;
      out.link = link(step.link);
      out.event = context.eventNumber(step.event);
      out.request = step.size ?? -1;
      out.ttl = step.ttl ?? NEVER;
      out.urgency = step.priority ?? -1;
      out.onError = onError[step.onError];
      return out;
    }
    case 'effect':
      return actStep(effectAct(step, context), next);
    case 'check': {
      const { machinery, entities } = context;
      const thing = entities.access(false, step.entity);
      return actStep(new StockCheckAct(machinery.steps, machinery.stocks.of(thing.type), thing, step.units), next);
    }
    case 'repeat': {
      const body = chain(step.steps, [...path, 'repeated'], null, context);
      return actStep(new RepeatAct(step.times), actStep(new LoopAct(context.machinery.steps, body), next));
    }
    case 'try': {
      const list = (steps: readonly StepInDesign[], name: string): Step | null => chain(steps, [...path, name], next, context);
      const tried = chain(step.steps, [...path, 'tried'], null, context);
      const unknown = step.unknown && list(step.unknown, 'unknown');
      return actStep(new TryAct(context.machinery.steps, tried, list(step.ok, 'ok'), list(step.failed, 'failed'), unknown), next);
    }
    case 'saga':
      return actStep(sagaAct(step, path, context), next);
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
        const missed = step.singleFlight
          ? missFlight(out.access, step.miss, path, next, context)
          : chain(step.miss, [...path, 'miss'], next, context);
        out.branches = [chain(step.hit, [...path, 'hit'], next, context), missed];
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

/** The steps after a miss, once for all who miss the same key meanwhile. */
function missFlight(thing: Access, miss: readonly StepInDesign[], path: readonly string[], next: Step | null, context: Compiling): Step {
  const { machinery, server } = context;
  server.stats.allow(missFlightFigures);
  const missed = chain(miss, [...path, 'miss'], null, context);
  return actStep(new MissFlightAct(machinery.steps, path.join('/'), thing, missed), next);
}

function effectAct(step: Extract<StepInDesign, { kind: 'effect' }>, { machinery, entities, server }: Compiling): Act {
  const { kernel, ledger, memories, stocks } = machinery;
  const memory = step.idempotent ? memories.of(server.id, `the effect ${step.effect}`, step.retention) : null;
  const thing = entities.access(true, step.entity);
  const effect = ledger.numberOf(step.effect);
  const { amount, stock: use } = step;
  if (use === 'none') return new EffectAct(kernel, ledger, effect, thing, amount, memory);
  return new StockedEffectAct(machinery, stocks.of(thing.type), { effect, thing, amount, use, memory });
}

function inboxOf(operation: string, retention: number, { machinery, server }: Compiling): Inbox {
  const { kernel, steps, memories } = machinery;
  server.stats.allow(['duplicates', 'conflicts']);
  return new Inbox(kernel, steps, memories.of(server.id, `the inbox of ${operation}`, retention));
}

function sagaAct(step: SagaStep, path: readonly string[], context: Compiling): Act {
  const { machinery, server } = context;
  server.stats.allow(sagaFigures);
  const store = step.store;
  const write = (): Step | null => (store === undefined ? null : progressWrite(store, context));
  return machinery.sagas.act({
    node: server,
    stages: step.stages.map((stage, i) => ({
      forward: chain(stage.steps, [...path, `stage ${i}`], write(), context),
      back: stage.compensate.length === 0 ? null : chain(stage.compensate, [...path, `compensation ${i}`], write(), context),
      timeout: stage.timeout ?? 0,
      attempts: stage.attempts,
      backoff: stage.backoff,
    })),
    begin: write(),
    compensation: step.compensation,
    takeover: step.takeover,
    goOn: step.whenCompensated === 'go-on',
  });
}

/** Each change of a saga's state is a write of its row. */
function progressWrite(store: string, context: Compiling): Step {
  const link = context.link(store);
  invariant(link, `saga refers to link ${store}, which checks should have refused`);
  const out = make(StepKind.call, null);
  out.link = link;
  out.operation = context.operation(link, 'write');
  out.access = new Access(true, SAGA_ROWS, true, 'any');
  return out;
}

/** A step that the act carries out; without one, nothing stands before `next`. */
function actStep(act: Act, next: Step | null): Step;
function actStep(act: Act | null | undefined, next: Step | null): Step | null;
function actStep(act: Act | null | undefined, next: Step | null): Step | null {
  if (!act) return next;
  const step = make(StepKind.act, next);
  step.act = act;
  return step;
}

/** What a call needs of its answer, if anything is declared that it could lack. */
function needsOf(fields: readonly string[] | undefined, { link, operation }: Step): Needs | null {
  if (fields === undefined || fields.length === 0) return null;
  const answering = operation ?? link!.server!.operations[0]!;
  return { fields, versions: answering.versions };
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
