import { consumersOf } from '../../design/events';
import { publishersOf } from '../../design/publishers';
import type { DesignIndex } from '../../design/design-index';
import type { ResolvedDesign, ResolvedEvent } from '../../design/schema';
import { stepsOf } from '../../design/steps';
import type { PlainSection } from '../html/page';
import { listed } from '../words';
import type { Basis } from './basis';

/** An event with who publishes it, over what, and who takes it. */
export interface CatalogEntry {
  readonly id: string;
  /** Null where the catalog does not name it. */
  readonly event: ResolvedEvent | null;
  /** Ids of nodes. */
  readonly publishers: readonly string[];
  readonly over: readonly string[];
  readonly consumers: readonly { readonly node: string; readonly needs: readonly string[] }[];
}

/** Events of the catalog, then those that are only published. */
export function catalogOf({ resolved, index }: { readonly resolved: ResolvedDesign; readonly index: DesignIndex }): CatalogEntry[] {
  const over = new Map<string, Set<string>>();
  for (const node of resolved.nodes) {
    for (const { step } of stepsOf(node)) {
      const to = step.kind === 'publish' ? index.links.get(step.link)?.to : undefined;
      if (step.kind === 'publish' && to !== undefined) over.set(step.event, (over.get(step.event) ?? new Set()).add(to));
    }
  }
  const known = new Map(resolved.events.map((event) => [event.id, event]));
  return [...new Set([...known.keys(), ...over.keys()])].map((id) => {
    const event = known.get(id) ?? null;
    const queues = [...(over.get(id) ?? [])];
    const consumers = queues.flatMap((queue) => consumersOf(index.nodes.get(queue)!, id, index));
    return {
      id,
      event,
      publishers: event?.owner === undefined ? publishersOf(resolved, id) : [event.owner],
      over: queues,
      consumers: [...new Set(consumers)].map((node) => ({
        node: node.id,
        needs: node.operations?.find(({ name }) => name === id)?.needs ?? [],
      })),
    };
  });
}

/** Every event, its versions, and who takes it. */
export function eventCatalog(basis: Basis): PlainSection[] {
  const { name } = basis;
  const entries = catalogOf({ resolved: basis.resolved, index: basis.view.index });
  if (entries.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Event catalog',
      note: 'Events are facts: what was published does not change. New fields come beside old ones; a version goes when no consumer needs it.',
      columns: ['Event', 'Published by', 'Over', 'Versions and fields', 'Consumers, with the fields they need'].map((title) => ({ title })),
      rows: entries.map(({ id, event, publishers, over, consumers }) => [
        id,
        listed(publishers.map(name)) || { text: 'nobody', tone: 'warn' },
        listed(over.map(name)) || '–',
        event && event.versions.some(({ fields }) => fields.length > 0)
          ? event.versions.map(versionWords).join('; ')
          : { text: 'no fields declared', tone: 'warn' },
        consumers.map(({ node, needs }) => `${name(node)}${needs.length > 0 ? ` (${needs.join(', ')})` : ''}`).join('; ') || {
          text: 'nobody',
          tone: 'warn',
        },
      ]),
    },
  ];
}

/** "v2: order, amount (deprecated)" */
export const versionWords = ({ version, fields, deprecated }: ResolvedEvent['versions'][number]): string =>
  `v${version}: ${fields.join(', ') || 'no fields'}${deprecated ? ' (deprecated)' : ''}`;
