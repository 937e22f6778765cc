import type { DesignLink, DesignNode } from '../../engine/design/schema';
import { placesIn } from '../../engine/design/step-tree';
import { withLinks } from './steps';

// A node and a link name links beyond their own ends: in steps, filters, the stores of rate limits and of outboxes.

/** The new id of a link; null when it did not come along. */
export type RenameLink = (link: string) => string | null;

/** The node with every link that it names renamed; what named a link that did not come along is left out. */
export function nodeWithLinks(node: DesignNode, rename: RenameLink): DesignNode {
  return withFilters(withLimit(withLinks(node, rename), rename), rename);
}

function withFilters(node: DesignNode, rename: RenameLink): DesignNode {
  if (node.kind !== 'topic' || !node.params?.filters) return node;
  const filters = node.params.filters.flatMap((filter) => {
    const link = rename(filter.link);
    return link === null ? [] : [{ ...filter, link }];
  });
  return { ...node, params: { ...node.params, filters } };
}

function withLimit(node: DesignNode, rename: RenameLink): DesignNode {
  if (!node.params || !('rateLimit' in node.params) || !node.params.rateLimit) return node;
  return { ...node, params: { ...node.params, rateLimit: renamedStore(node.params.rateLimit, rename) } } as DesignNode;
}

/** The link with the links that it names renamed; an outbox whose store did not come along is left out. */
export function linkWithLinks(link: DesignLink, rename: RenameLink): DesignLink {
  const { outbox, ...plain } = link;
  const store = outbox && rename(outbox.store);
  const kept: DesignLink = store ? { ...plain, outbox: { ...outbox, store } } : plain;
  const limit = kept.policy?.rateLimit;
  return limit ? { ...kept, policy: { ...kept.policy, rateLimit: renamedStore(limit, rename) } } : kept;
}

type RateLimit = NonNullable<NonNullable<DesignLink['policy']>['rateLimit']>;

/** A limit without its store keeps its own counts. */
function renamedStore<L extends RateLimit>(limit: L, rename: RenameLink): L {
  if (!('store' in limit) || !limit.store) return limit;
  const { store, ...own } = limit;
  const link = rename(store.link);
  return (link === null ? own : { ...limit, store: { ...store, link } }) as L;
}

interface Named {
  readonly entities: ReadonlySet<string>;
  /** Published, consumed or filtered. */
  readonly events: ReadonlySet<string>;
  readonly published: ReadonlySet<string>;
}

/** Ids of the design's entities and events that a node names in its steps and filters. */
export function namedBy(node: DesignNode): Named {
  const entities = new Set<string>();
  const events = new Set<string>();
  const published = new Set<string>();
  for (const operation of node.operations ?? []) {
    // An operation that consumes an event bears the event's name.
    events.add(operation.name);
    for (const { step } of placesIn(operation.steps)) {
      if ('entity' in step && step.entity !== undefined) entities.add(step.entity);
      if (step.kind !== 'publish') continue;
      events.add(step.event);
      published.add(step.event);
    }
  }
  if (node.kind === 'topic') for (const filter of node.params?.filters ?? []) for (const event of filter.events) events.add(event);
  return { entities, events, published };
}
