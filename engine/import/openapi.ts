import { failure, type Result, success } from '../core/problem';
import { limits } from '../design/limits';
import type { DesignJourney } from '../design/schema';
import { designFromSketch } from './design-from-sketch';
import { type Imported, type Importer, importProblem } from './definition';
import { counted, listed, type NoteTaker, notesOf } from './note-taker';
import { operationNames } from './operation-names';
import { resolved } from './references';
import { safeName } from './safe-names';
import { readYaml } from './safe-yaml';
import { at, entriesAt, isTree, listAt, textAt } from './tree';

/** Operations of an HTTP interface. @see https://spec.openapis.org/oas/v3.1.0 */
export const openapi: Importer = {
  id: 'openapi',
  title: 'OpenAPI 3',
  about: 'One service with the operations of an HTTP interface, and clients that ask each of them',
  extensions: ['yaml', 'yml', 'json'],
  detects: (text) => /^[\s{]*"?openapi"?\s*:\s*["']?3\./m.test(text),
  read: (text, { fileName }) => {
    const read = readYaml(text);
    if (!read.ok) return read;
    const file = read.value.find((document) => (textAt(document, 'openapi') ?? '').startsWith('3'));
    return file === undefined ? failure(notOpenapi()) : fromInterface(file, fileName);
  },
};

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

interface Operation {
  readonly name: string;
  /** `GET /orders/{id}` */
  readonly route: string;
}

function fromInterface(file: unknown, fileName: string): Result<Imported> {
  const notes = notesOf();
  const found = operationsOf(file, notes);
  if (found.length === 0)
    return failure(importProblem('nothing-to-import', 'The interface has no operations.', 'Give a description with paths.'));
  const operations = found.slice(0, limits.operationsPerNode);
  if (found.length > operations.length)
    notes.missing(`The interface has ${found.length} operations; a component may have ${operations.length}, so the others are left out.`);
  const title = safeName(textAt(file, 'info', 'title') ?? '') || 'API';
  const secured = listAt(file, 'security').length > 0;
  notes.inferred(
    `${counted(operations.length, 'operation')} of “${title}”: ${listed(
      operations.map(({ route }) => route),
      12,
    )}.`,
  );
  notes.guessed('Clients ask every operation equally often. Give the journeys the weights that your logs show.');
  notes.guessed('Service times: the interface says nothing of them, so each operation takes a service’s usual 5 ms.');
  notes.missing('What stands behind the operations: stores, queues and other services.');
  if (secured) notes.inferred('Callers must show who they are: the service checks a token before each call, for 0.5 ms, which is a guess.');
  tellUnread(file, notes);
  const made = designFromSketch(
    {
      name: title,
      ...descriptionOf(file),
      parts: [
        { key: 'clients', name: 'Clients', kind: 'client', params: { traffic: { kind: 'open', rate: RATE } } },
        {
          key: 'api',
          name: title,
          kind: 'service',
          params: { ...(secured && { tokenCheck: '500us' }) },
          operations: () => operations.map(({ name }) => ({ name, steps: [{ kind: 'work', own: true }] })),
        },
      ],
      links: [{ from: 'clients', to: 'api', protocol: 'rest' }],
    },
    fileName,
    notes,
  );
  if (!made.ok) return made;
  notes.guessed(`The load: ${RATE} requests per second in all.`);
  return success({ design: { ...made.value.design, journeys: journeysFor(operations, made.value) }, notes: notes.taken() });
}

/** [1/s] */
const RATE = 100;

const descriptionOf = (file: unknown): { description?: string } => {
  const text = textAt(file, 'info', 'description') ?? textAt(file, 'info', 'summary');
  return text === undefined ? {} : { description: text };
};

function operationsOf(file: unknown, notes: NoteTaker): Operation[] {
  const free = operationNames();
  const found: Operation[] = [];
  for (const [path, given] of entriesAt(file, 'paths')) {
    const item = resolved(file, given);
    if (!isTree(item)) {
      notes.missing(`The path “${path.slice(0, 100)}” refers to another file, and is left out.`);
      continue;
    }
    for (const method of methods) {
      const operation = resolved(file, at(item, method));
      if (!isTree(operation)) continue;
      const route = `${method.toUpperCase()} ${path}`;
      found.push({ name: free(textAt(operation, 'operationId') ?? route), route: route.slice(0, 100) });
    }
  }
  return found;
}

/** One for each operation, so that each is asked. */
function journeysFor(operations: readonly Operation[], { design }: Imported): DesignJourney[] {
  const [link] = design.links ?? [];
  if (!link) return [];
  return operations.map(({ name, route }, at) => ({
    id: `asks-${at + 1}`,
    name: safeName(route === name ? name : `${name}: ${route}`),
    client: link.from,
    link: link.id,
    operation: name,
  }));
}

function tellUnread(file: unknown, notes: NoteTaker): void {
  const servers = listAt(file, 'servers').flatMap((server) => textAt(server, 'url') ?? []);
  if (servers.length > 0)
    notes.inferred(
      `It is served at ${listed(
        servers.map((url) => url.slice(0, 120)),
        4,
      )}; addresses have no place in a design.`,
    );
  if (entriesAt(file, 'webhooks').length > 0)
    notes.missing(`${counted(entriesAt(file, 'webhooks').length, 'webhook')}: what the service calls of its own accord is not read.`);
  const calling = entriesAt(file, 'paths').some(([, item]) => methods.some((method) => isTree(at(item, method, 'callbacks'))));
  if (calling) notes.missing('Callbacks of operations are not read.');
}

const notOpenapi = () =>
  importProblem('nothing-to-import', 'The file is no OpenAPI 3 description.', 'Convert descriptions of version 2 (Swagger) first.');
