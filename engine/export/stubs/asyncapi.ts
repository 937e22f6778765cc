import { failure, success } from '../../core/problem';
import { indexOf } from '../../design/design-index';
import { resolve } from '../../design/resolve';
import type { ResolvedDesign } from '../../design/schema';
import { nodeKinds } from '../../nodes/registry';
import { type CatalogEntry, catalogOf } from '../blueprint/events';
import { type DesignExporter, nothingToWrite } from '../definition';
import { oneLine } from '../names';
import { yamlText } from '../yaml-text';
import { pascal, uniqueNames } from './endpoints';

/** Events, what they hold, who sends and who receives them. @see https://www.asyncapi.com/docs/reference/specification/v3.0.0 */
export const asyncapi: DesignExporter = {
  of: 'design',
  id: 'asyncapi',
  title: 'AsyncAPI 3',
  about: 'Stubs of events: channels, messages with their versions and fields, who sends and who receives.',
  extension: 'asyncapi.yaml',
  mime: 'application/yaml',
  write: (design) => {
    const resolved = resolve(design);
    if (!resolved.ok) return resolved;
    const catalog = catalogOf({ resolved: resolved.value, index: indexOf(resolved.value) });
    if (catalog.length === 0)
      return failure(nothingToWrite('There are no events.', 'Add events to the catalog, or a step that publishes one.', 'events'));
    return success({
      text: yamlText([documentOf(resolved.value, catalog)]),
      left: [
        'Types of fields: a design names fields only, so each takes any value.',
        'Where brokers run and how one connects to them: put servers in.',
        ...catalog.filter(({ over }) => over.length === 0).map(({ id }) => `The channel of ${oneLine(id)}: nobody publishes it.`),
      ],
    });
  },
};

function documentOf(design: ResolvedDesign, catalog: readonly CatalogEntry[]) {
  const node = new Map(design.nodes.map((each) => [each.id, each]));
  const name = (id: string) => oneLine(node.get(id)?.name ?? id);
  const messageName = uniqueNames(pascal);
  const operationName = uniqueNames(pascal);
  const messages: Record<string, object> = {};
  const channels: Record<string, { address: string; title: string; description: string; messages: Record<string, object> }> = {};
  const operations: Record<string, object> = {};
  for (const { id, event, publishers, over, consumers } of catalog) {
    const versions = event?.versions ?? [];
    const keys = (versions.length > 0 ? versions : [null]).map((version) => {
      const key = messageName(version === null || versions.length === 1 ? id : `${id} v${version.version}`);
      messages[key] = {
        name: oneLine(id),
        title: version === null ? oneLine(id) : `${oneLine(id)}, version ${version.version}${version.deprecated ? ' (deprecated)' : ''}`,
        contentType: 'application/json',
        payload: {
          type: 'object',
          ...(version &&
            version.fields.length > 0 && {
              required: version.fields,
              properties: Object.fromEntries(version.fields.map((field) => [field, {}])),
            }),
        },
      };
      return key;
    });
    for (const queue of over) {
      const channel = (channels[queue] ??= {
        address: queue,
        title: name(queue),
        description: `${nodeKinds[node.get(queue)!.kind].title} of the design.`,
        messages: {},
      });
      for (const key of keys) channel.messages[key] = { $ref: `#/components/messages/${key}` };
      const all = {
        channel: { $ref: `#/channels/${queue}` },
        messages: keys.map((key) => ({ $ref: `#/channels/${queue}/messages/${key}` })),
      };
      for (const publisher of publishers)
        operations[operationName(`${publisher} sends ${id} ${over.length > 1 ? queue : ''}`)] = {
          action: 'send',
          title: `${name(publisher)} publishes ${oneLine(id)}`,
          ...all,
        };
      for (const { node: consumer, needs } of consumers)
        operations[operationName(`${consumer} receives ${id} ${over.length > 1 ? queue : ''}`)] = {
          action: 'receive',
          title: `${name(consumer)} takes ${oneLine(id)}`,
          ...(needs.length > 0 && { description: `Needs ${needs.map(oneLine).join(', ')}.` }),
          ...all,
        };
    }
  }
  return {
    asyncapi: '3.0.0',
    info: { title: oneLine(design.name), version: '1.0.0', description: 'Stubs made by Faultline from the design.' },
    channels,
    operations,
    components: { messages },
  };
}
