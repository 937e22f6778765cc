import { failure, success } from '../../core/problem';
import { indexOf } from '../../design/design-index';
import { resolve } from '../../design/resolve';
import type { ResolvedDesign } from '../../design/schema';
import { fieldsOf } from '../../policies/contract';
import type { ContractVersion } from '../../policies/contract-params';
import { type CatalogEntry, catalogOf } from '../blueprint/events';
import { type DesignExporter, nothingToWrite } from '../definition';
import { indented, oneLine } from '../names';
import { listed } from '../words';
import { type Endpoint, endpointsOf, pascal, uniqueNames } from './endpoints';

/** Services that are called over gRPC, and the messages of events. @see https://protobuf.dev/reference/protobuf/proto3-spec/ */
export const protobuf: DesignExporter = {
  of: 'design',
  id: 'protobuf',
  title: 'Protobuf',
  about: 'Stubs of what services answer over gRPC, and of events; fields keep their numbers from version to version.',
  extension: 'proto',
  mime: 'text/plain',
  write: (design) => {
    const resolved = resolve(design);
    if (!resolved.ok) return resolved;
    const of = { resolved: resolved.value, index: indexOf(resolved.value) };
    const endpoints = endpointsOf(of).filter(({ protocols }) => protocols.has('grpc'));
    const events = catalogOf(of).filter(({ event }) => event?.versions.some(({ fields }) => fields.length > 0));
    if (endpoints.length === 0 && events.length === 0)
      return failure(
        nothingToWrite('No service is called over gRPC, and no event has fields.', 'Link a caller to a service over gRPC.', 'links'),
      );
    return success({
      text: fileOf(resolved.value, endpoints, events),
      left: [
        'Types of fields: a design names fields only; all are written as string.',
        'What a request holds: a design says what answers hold.',
      ],
    });
  },
};

function fileOf(design: ResolvedDesign, endpoints: readonly Endpoint[], events: readonly CatalogEntry[]): string {
  const named = new Map(design.nodes.map(({ id, name = id }) => [id, name]));
  const typeName = uniqueNames(pascal);
  const services = [...new Set(endpoints.map(({ node }) => node))].flatMap((node) => {
    const own = endpoints.filter((endpoint) => endpoint.node === node);
    const rpcName = uniqueNames(pascal);
    const rpcs = own.map((endpoint) => {
      const rpc = rpcName(endpoint.name);
      return { ...endpoint, rpc, request: typeName(`${node.id} ${rpc} Request`), response: typeName(`${node.id} ${rpc} Response`) };
    });
    const release = node.release?.version ?? 1;
    return [
      comment(named.get(node.id) ?? node.id),
      `service ${typeName(`${node.id} Service`)} {`,
      ...rpcs.flatMap(({ rpc, request, response, name, links }) => [
        `  ${comment(`${name}, called by ${listed(links.map(({ from }) => named.get(from) ?? from))}.`)}`,
        `  rpc ${rpc}(${request}) returns (${response});`,
      ]),
      '}',
      '',
      ...rpcs.flatMap(({ request, response, versions }) => [`message ${request} {}`, '', ...messageOf(response, versions, release), '']),
    ];
  });
  const releases = new Map(design.nodes.map(({ id, release }) => [id, release?.version ?? 1]));
  return [
    comment(`${design.name}. Stubs made by Faultline from the design.`),
    'syntax = "proto3";',
    '',
    `package ${packageName(design.name)};`,
    '',
    ...services,
    ...events.flatMap(({ id, event, publishers }) => [
      comment(`Event ${id}, published by ${listed(publishers.map((publisher) => named.get(publisher) ?? publisher)) || 'nobody'}.`),
      ...messageOf(typeName(id), event!.versions, releases.get(publishers[0] ?? '') ?? 1),
      '',
    ]),
  ].join('\n');
}

/** A message with the fields of the version that runs. Numbers go by first appearance over all versions; what is gone keeps its number. */
function messageOf(type: string, versions: readonly ContractVersion[], release: number): string[] {
  const running = fieldsOf(versions, release);
  if (!running) return [`message ${type} {}`];
  const all = [...new Set(versions.toSorted((a, b) => a.version - b.version).flatMap(({ fields }) => fields))];
  // In JSON, foo_bar and fooBar are one name.
  const fieldName = uniqueNames(snake, (name) => name.replaceAll('_', '').toLowerCase());
  const lines = all.map((field, i) => ({ field, name: fieldName(field), number: numberOf(i) }));
  const gone = lines.filter(({ field }) => !running.fields.includes(field));
  return [
    `message ${type} {`,
    ...indented([
      ...(running.deprecated ? ['option deprecated = true;'] : []),
      ...(gone.length > 0
        ? [`reserved ${gone.map(({ number }) => number).join(', ')};`, `reserved ${gone.map(({ name }) => `"${name}"`).join(', ')};`]
        : []),
      ...lines.filter(({ field }) => running.fields.includes(field)).map(({ name, number }) => `string ${name} = ${number};`),
    ]),
    '}',
  ];
}

/** 19,000 to 19,999 are Protobuf's own; no message has so many, but a rule is a rule. */
const numberOf = (place: number): number => (place + 1 < 19_000 ? place + 1 : place + 1001);

const comment = (text: string): string => `// ${oneLine(text)}`;

const snake = (words: string): string => {
  const name = words
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toLowerCase();
  return name === '' ? 'unnamed' : /^\d/.test(name) ? `n_${name}` : name;
};

const packageName = (name: string): string => `${snake(name)}.v1`;
