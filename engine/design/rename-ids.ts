import { mapDesign } from './map-design';
import type { Design, DesignFault, DesignIgnored, DesignLink, DesignNode } from './schema';
import type { StepInput } from './step-schema';

// Another id for a component or a link, everywhere where the design says it. What names neither stays the same object. To a run
// that goes on it is another component: its random numbers and its figures begin anew.

/** @param to a free id */
export function withNodeId(design: Design, from: string, to: string): Design {
  const other = (id: string) => (id === from ? to : id);
  return {
    ...design,
    ...mapped(design, 'nodes', (node) => (node.id === from ? { ...node, id: to } : node)),
    ...mapped(design, 'links', (link) =>
      link.from === from || link.to === from ? { ...link, from: other(link.from), to: other(link.to) } : link,
    ),
    ...mapped(design, 'journeys', (journey) => (journey.client === from ? { ...journey, client: to } : journey)),
    ...mapped(design, 'entities', (entity) => (entity.owner === from ? { ...entity, owner: to } : entity)),
    ...mapped(design, 'events', (event) => (event.owner === from ? { ...event, owner: to } : event)),
    ...mapped(design, 'notes', (note) => (note.attachedTo === from ? { ...note, attachedTo: to } : note)),
    ...mapped(design, 'faults', (fault) => onNode(fault, from, other)),
    ...mapped(design, 'ignored', (ignored) => placed(ignored, `nodes.${from}`, `nodes.${to}`)),
  };
}

/** @param to a free id */
export function withLinkId(design: Design, from: string, to: string): Design {
  const renamed = {
    ...design,
    ...mapped(design, 'nodes', (node) => inFilters(inNodeLimit(node, from, to), from, to)),
    ...mapped(design, 'links', (link) => inLink(link.id === from ? { ...link, id: to } : link, from, to)),
    ...mapped(design, 'journeys', (journey) => (journey.link === from ? { ...journey, link: to } : journey)),
    ...mapped(design, 'faults', (fault) =>
      'link' in fault.target && fault.target.link === from ? { ...fault, target: { link: to } } : fault,
    ),
    ...mapped(design, 'ignored', (ignored) => placed(ignored, `links.${from}`, `links.${to}`)),
  };
  return mapDesign(renamed, (step) => inStep(step, from, to));
}

type Listed = 'nodes' | 'links' | 'journeys' | 'entities' | 'events' | 'notes' | 'faults' | 'ignored';

/** One list of the design, changed; nothing where the design has none. */
function mapped<K extends Listed>(design: Design, key: K, change: (item: NonNullable<Design[K]>[number]) => unknown): Pick<Design, K> {
  const list = design[key] as readonly NonNullable<Design[K]>[number][] | undefined;
  if (!list) return {} as Pick<Design, K>;
  const next = list.map(change);
  return { [key]: next.some((item, i) => item !== list[i]) ? next : list } as Pick<Design, K>;
}

function onNode(fault: DesignFault, from: string, other: (id: string) => string): DesignFault {
  const { target } = fault;
  if ('node' in target) return target.node === from ? { ...fault, target: { ...target, node: other(from) } } : fault;
  if (!('nodes' in target) || ![...target.nodes.one, ...target.nodes.other].includes(from)) return fault;
  return { ...fault, target: { ...target, nodes: { one: target.nodes.one.map(other), other: target.nodes.other.map(other) } } };
}

/** A finding that is let be stays let be. */
const placed = (ignored: DesignIgnored, from: string, to: string): DesignIgnored =>
  ignored.place === from || ignored.place.startsWith(`${from}.`)
    ? { ...ignored, place: `${to}${ignored.place.slice(from.length)}` }
    : ignored;

function inStep(step: StepInput, from: string, to: string): StepInput {
  if ('link' in step && step.link === from) return { ...step, link: to };
  return step.kind === 'saga' && step.store === from ? { ...step, store: to } : step;
}

function inFilters(node: DesignNode, from: string, to: string): DesignNode {
  if (node.kind !== 'topic' || !node.params?.filters?.some(({ link }) => link === from)) return node;
  const filters = node.params.filters.map((filter) => (filter.link === from ? { ...filter, link: to } : filter));
  return { ...node, params: { ...node.params, filters } };
}

type RateLimit = NonNullable<NonNullable<DesignLink['policy']>['rateLimit']>;

const inLimit = (limit: RateLimit, from: string, to: string): RateLimit =>
  'store' in limit && limit.store?.link === from ? { ...limit, store: { ...limit.store, link: to } } : limit;

function inNodeLimit(node: DesignNode, from: string, to: string): DesignNode {
  if (!node.params || !('rateLimit' in node.params) || !node.params.rateLimit) return node;
  const rateLimit = inLimit(node.params.rateLimit, from, to);
  return rateLimit === node.params.rateLimit ? node : ({ ...node, params: { ...node.params, rateLimit } } as DesignNode);
}

function inLink(link: DesignLink, from: string, to: string): DesignLink {
  const kept = link.outbox?.store === from ? { ...link, outbox: { ...link.outbox, store: to } } : link;
  const limit = kept.policy?.rateLimit;
  const next = limit && inLimit(limit, from, to);
  return next === limit ? kept : { ...kept, policy: { ...kept.policy, rateLimit: next } };
}
