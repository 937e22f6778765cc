import { unreachable } from '../core/invariant';
import { takesMessages } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';
import { mapDesign } from './map-design';
import { withLinkId, withNodeId } from './rename-ids';
import type { Design, DesignInvariant, DesignLink, DesignNode } from './schema';
import type { StepInput } from './step-schema';

/** Something that other parts of a design name. */
export type Thing =
  | { readonly nodeId: string }
  | { readonly linkId: string }
  | { readonly operation: string; readonly node: string }
  | { readonly entity: string }
  | { readonly event: string }
  | { readonly effect: string }
  | { readonly journey: string };

/** Gives something another name, everywhere where the design names it. A name that is taken is taken all the same: the checks say so. */
export function renamed(design: Design, thing: Thing, to: string): Design {
  if ('nodeId' in thing) return withNodeId(design, thing.nodeId, to);
  if ('linkId' in thing) return withLinkId(design, thing.linkId, to);
  if ('operation' in thing) return withCalls(withOperationName(design, thing, to), thing, to);
  if ('entity' in thing) return withEntity(design, thing.entity, to);
  if ('event' in thing) return withEvent(design, thing.event, to);
  if ('effect' in thing) return withEffect(design, thing.effect, to);
  if ('journey' in thing) {
    return {
      ...design,
      ...(design.journeys && { journeys: replaced(design.journeys, ({ id }) => id === thing.journey, { id: to }) }),
      ...(design.slos && { slos: replaced(design.slos, ({ journey }) => journey === thing.journey, { journey: to }) }),
    };
  }
  return unreachable(thing);
}

/** Takes something out; what named it then means what stands when nothing is said: the first operation, what the client draws. */
export function without(design: Design, thing: Extract<Thing, { operation: string } | { entity: string }>): Design {
  if ('operation' in thing) {
    const { node, operation } = thing;
    const nodes = design.nodes?.map((each) => (each.id === node ? withoutOperation(each, operation) : each));
    return withCalls({ ...design, ...(nodes && { nodes }) }, thing, undefined);
  }
  const entities = design.entities?.filter(({ id }) => id !== thing.entity);
  return mapDesign({ ...design, ...(entities && { entities }) }, (step) => withEntityIn(step, thing.entity, undefined));
}

const replaced = <T extends object>(list: readonly T[], is: (item: T) => boolean, by: Partial<T>): T[] =>
  list.map((item) => (is(item) ? { ...item, ...by } : item));

/** A node without its last operation does the obvious again. */
function withoutOperation(node: DesignNode, name: string): DesignNode {
  const { operations, ...rest } = node;
  const left = operations?.filter((operation) => operation.name !== name) ?? [];
  return left.length > 0 ? { ...node, operations: left } : rest;
}

const withOperationName = (
  design: Design,
  { node, operation }: { readonly node: string; readonly operation: string },
  to: string,
): Design => ({
  ...design,
  nodes: (design.nodes ?? []).map((each) =>
    each.id === node && each.operations
      ? { ...each, operations: replaced(each.operations, ({ name }) => name === operation, { name: to }) }
      : each,
  ),
});

/** Calls of an operation of a node say another name, or none. */
function withCalls(
  design: Design,
  { node, operation }: { readonly node: string; readonly operation: string },
  to: string | undefined,
): Design {
  const over = new Set((design.links ?? []).filter((link) => link.to === node).map(({ id }) => id));
  const journeys = design.journeys?.map((journey) =>
    over.has(journey.link) && journey.operation === operation ? named(journey, to) : journey,
  );
  return mapDesign({ ...design, ...(journeys && { journeys }) }, (step) =>
    'operation' in step && step.operation === operation && over.has(step.link) ? named(step, to) : step,
  );
}

function named<T extends { readonly operation?: string | undefined }>(caller: T, operation: string | undefined): T {
  if (operation !== undefined) return { ...caller, operation };
  const { operation: _, ...rest } = caller;
  return rest as T;
}

const withEntity = (design: Design, entity: string, to: string): Design =>
  mapDesign({ ...design, ...(design.entities && { entities: replaced(design.entities, ({ id }) => id === entity, { id: to }) }) }, (step) =>
    withEntityIn(step, entity, to),
  );

function withEntityIn(step: StepInput, entity: string, to: string | undefined): StepInput {
  if (!('entity' in step) || step.entity !== entity) return step;
  if (to !== undefined) return { ...step, entity: to };
  const { entity: _, ...rest } = step;
  return rest;
}

/** In the catalog, where it is published, in topics' filters, and in the operations by which consumers take it. */
function withEvent(design: Design, event: string, to: string): Design {
  const consumers = new Set((design.links ?? []).filter((link) => isFromQueue(design, link)).map((link) => link.to));
  const published = mapDesign(design, (step) => (step.kind === 'publish' && step.event === event ? { ...step, event: to } : step));
  const nodes = published.nodes?.map((node): DesignNode => {
    if (node.kind === 'topic' && node.params?.filters) {
      const filters = node.params.filters.map((filter) => ({
        ...filter,
        events: filter.events.map((name) => (name === event ? to : name)),
      }));
      return { ...node, params: { ...node.params, filters } };
    }
    if (!consumers.has(node.id) || !node.operations?.some(({ name }) => name === event)) return node;
    return { ...node, operations: replaced(node.operations, ({ name }) => name === event, { name: to }) };
  });
  return {
    ...published,
    ...(nodes && { nodes }),
    ...(design.events && { events: replaced(design.events, ({ id }) => id === event, { id: to }) }),
  };
}

/** What also answers calls by that name keeps it: only where a queue alone leads is the operation the event's. */
function isFromQueue({ nodes = [], links = [] }: Design, { to }: DesignLink): boolean {
  const sources = links.filter((link) => link.to === to).map(({ from }) => nodes.find(({ id }) => id === from)?.kind);
  return sources.every((kind) => kind !== undefined && takesMessages(nodeKinds[kind].role));
}

function withEffect(design: Design, effect: string, to: string): Design {
  const other = (name: string) => (name === effect ? to : name);
  const done = mapDesign(design, (step) => (step.kind === 'effect' && step.effect === effect ? { ...step, effect: to } : step));
  return { ...done, ...(design.invariants && { invariants: design.invariants.map((invariant) => withEffectName(invariant, other)) }) };
}

function withEffectName(invariant: DesignInvariant, other: (name: string) => string): DesignInvariant {
  switch (invariant.kind) {
    case 'at-most-once':
      return { ...invariant, effect: other(invariant.effect) };
    case 'exactly-once':
      return { ...invariant, effect: other(invariant.effect), after: other(invariant.after) };
    case 'implies':
      return { ...invariant, effect: other(invariant.effect), follows: other(invariant.follows) };
    case 'sum':
      return { ...invariant, add: invariant.add.map(other), ...(invariant.subtract && { subtract: invariant.subtract.map(other) }) };
    case 'balanced':
      return { ...invariant, effect: other(invariant.effect), by: invariant.by.map(other) };
    default:
      return unreachable(invariant);
  }
}
