import { failure, success } from '../../core/problem';
import { indexOf } from '../../design/design-index';
import { resolve } from '../../design/resolve';
import type { ResolvedDesign } from '../../design/schema';
import { fieldsOf } from '../../policies/contract';
import type { ContractVersion } from '../../policies/contract-params';
import { type DesignExporter, nothingToWrite } from '../definition';
import { oneLine } from '../names';
import { listed } from '../words';
import { yamlText } from '../yaml-text';
import { type Endpoint, endpointsOf, pascal, uniqueNames } from './endpoints';

/** What services answer over REST. @see https://spec.openapis.org/oas/v3.1.0 */
export const openapi: DesignExporter = {
  of: 'design',
  id: 'openapi',
  title: 'OpenAPI 3.1',
  about: 'Stubs of what services answer over REST: paths, answers with their fields, who calls them.',
  extension: 'openapi.yaml',
  mime: 'application/yaml',
  write: (design) => {
    const resolved = resolve(design);
    if (!resolved.ok) return resolved;
    const endpoints = endpointsOf({ resolved: resolved.value, index: indexOf(resolved.value) }).filter(({ protocols }) =>
      protocols.has('rest'),
    );
    if (endpoints.length === 0)
      return failure(nothingToWrite('No service is called over REST.', 'Link a caller to a service over REST.', 'links'));
    return success({
      text: yamlText([documentOf(resolved.value, endpoints)]),
      left: [
        'Types of fields: a design names fields only, so each takes any value.',
        'What a request holds: a design says what answers hold.',
        ...(endpoints.every(({ name }) => route.test(name))
          ? []
          : ['Methods and paths of operations that are not named like “GET /orders”: they are POST to a path made of their names.']),
        'Parameters of paths: the name of an operation has no braces, so put {id} where an id stands.',
        'Where services run: put their addresses in.',
      ],
    });
  },
};

const route = /^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) (\/\S*)$/;

function documentOf(design: ResolvedDesign, endpoints: readonly Endpoint[]) {
  const name = (id: string) => oneLine(design.nodes.find((node) => node.id === id)?.name ?? id);
  const schemaName = uniqueNames(pascal);
  const operationId = uniqueNames(pascal);
  const schemas: Record<string, object> = {};
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const { node, versions, links } = endpoint;
    const names = new Map(versions.map((version) => [version, schemaName(`${node.id} ${endpoint.name} v${version.version}`)]));
    for (const [version, schema] of names) schemas[schema] = schemaOf(version);
    const running = fieldsOf(versions, node.release?.version ?? 1);
    const { method, path } = placeOf(endpoint, paths);
    (paths[path] ??= {})[method] = {
      operationId: operationId(`${node.id} ${endpoint.name}`),
      tags: [name(node.id)],
      summary: oneLine(endpoint.name),
      description: `Called by ${listed(links.map(({ from }) => name(from)))}.`,
      ...(running?.deprecated && { deprecated: true }),
      ...(method === 'post' || method === 'put' || method === 'patch'
        ? { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } }
        : {}),
      responses: {
        200: {
          description: 'Done.',
          ...(running && { content: { 'application/json': { schema: { $ref: `#/components/schemas/${names.get(running)!}` } } } }),
        },
        ...('rateLimit' in node.params && node.params.rateLimit ? { 429: { description: 'Too many requests.' } } : {}),
        503: { description: 'It cannot answer now.' },
      },
    };
  }
  const tags = [...new Set(endpoints.map(({ node }) => name(node.id)))];
  return {
    openapi: '3.1.0',
    info: { title: oneLine(design.name), version: '1.0.0', description: 'Stubs made by Faultline from the design.' },
    tags: tags.map((tag) => ({ name: tag })),
    paths,
    ...(Object.keys(schemas).length > 0 && { components: { schemas } }),
  };
}

const schemaOf = ({ version, fields, deprecated }: ContractVersion) => ({
  type: 'object',
  description: `Version ${version}.`,
  ...(deprecated && { deprecated: true }),
  ...(fields.length > 0 && { required: fields, properties: Object.fromEntries(fields.map((field) => [field, {}])) }),
});

/** Where an operation is: by its own name where that says it, and where no other has taken that place. */
function placeOf({ node, name }: Endpoint, taken: Readonly<Record<string, Readonly<Record<string, object>>>>) {
  const match = route.exec(name);
  const method = (match?.[1] ?? 'POST').toLowerCase();
  const free = (path: string): boolean => (Object.hasOwn(taken, path) ? !Object.hasOwn(taken[path]!, method) : true);
  const wanted = match ? pathOf(match[2]!) : `/${node.id}/${words(name)}`;
  let path = wanted;
  for (let n = 1; !free(path); n++) path = n === 1 ? `/${node.id}${wanted}` : `/${node.id}-${n}${wanted}`;
  return { method, path };
}

const pathOf = (path: string): string =>
  `/${path
    .split('/')
    .filter((part) => part !== '')
    .map(words)
    .join('/')}`;
const words = (text: string): string => text.replaceAll(/[^A-Za-z0-9._~-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'x';
