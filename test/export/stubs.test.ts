import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Parser } from '@asyncapi/parser';
import { Validator } from '@seriousme/openapi-schema-validator';
import protobufjs from 'protobufjs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Design } from '../../engine/design/schema';
import type { DesignExporter } from '../../engine/export/definition';
import { asyncapi } from '../../engine/export/stubs/asyncapi';
import { openapi } from '../../engine/export/stubs/openapi';
import { protobuf } from '../../engine/export/stubs/protobuf';
import { protoc } from '../../scripts/lib/protoc.mjs';
import { scenario } from '../golden/scenarios';

// Stubs are read by the validators of their formats.

const evil = '"}; option x = 1; /* <script> */ ${a}: {b} `#\n- c';
/** Names that would end a string, a path, a key or a statement. Ids of events and operations and fields are free text. */
const hostile: Design = {
  version: 1,
  name: evil,
  nodes: [
    { id: 'users', kind: 'client', name: evil },
    {
      id: 'message',
      kind: 'service',
      name: evil,
      release: { version: 2 },
      operations: [
        { name: 'GET a/b -x', steps: [], versions: [{ version: 1, fields: [evil, 'fooBar', 'foo_bar', '1st', '日本'] }] },
        { name: 'GET a/b x', steps: [] },
        {
          name: 'end option',
          steps: [{ kind: 'publish', link: 'out', event: evil.replaceAll('\n', ' ') }],
          versions: [
            { version: 1, fields: ['gone', 'kept'] },
            { version: 2, fields: ['kept', 'new'], deprecated: true },
          ],
        },
      ],
    },
    { id: 'queue', kind: 'queue', name: evil },
    {
      id: 'rpc',
      kind: 'service',
      operations: [{ name: 'rpc', steps: [], versions: [{ fields: ['__proto__', 'constructor', 'string'] }] }],
    },
  ],
  links: [
    { id: 'in', from: 'users', to: 'message' },
    { id: 'out', from: 'message', to: 'queue', protocol: 'event' },
    { id: 'taken', from: 'queue', to: 'rpc', protocol: 'event' },
    { id: 'called', from: 'users', to: 'rpc', protocol: 'grpc' },
    { id: 'fast', from: 'users', to: 'message', protocol: 'grpc' },
  ],
  journeys: [
    ...['GET a/b -x', 'GET a/b x', 'end option'].flatMap((operation, i) => [
      { id: `j${i}`, client: 'users', link: 'in', operation },
      { id: `k${i}`, client: 'users', link: 'fast', operation },
    ]),
    { id: 'r', client: 'users', link: 'called', operation: 'rpc' },
  ],
  events: [
    {
      id: evil.replaceAll('\n', ' '),
      owner: 'message',
      versions: [{ fields: [evil, '__proto__'] }, { version: 2, fields: ['a b', 'a_b', 'aB'] }],
    },
  ],
};

const cases = [
  ...['checkout', 'checkout-platform', 'checkout-choreographed', 'canary-contract-break'].map((slug) => ({
    title: slug,
    design: scenario(slug).design,
  })),
  { title: 'a hostile design', design: hostile },
];

function textOf(exporter: DesignExporter, design: Design): string | null {
  const written = exporter.write(design, {});
  if (written.ok) return written.value.text;
  // What does not check is no stub of anything.
  expect(written.problems).toMatchObject([{ code: 'nothing-to-write' }]);
  return null;
}
const written = (exporter: DesignExporter) =>
  cases.flatMap(({ title, design }) => {
    const text = textOf(exporter, design);
    return text === null ? [] : [{ title, text }];
  });

describe('OpenAPI 3.1', () => {
  const stubs = written(openapi);
  test.each(stubs)('the stub of $title is valid', async ({ text }) => {
    const validator = new Validator();
    const result = await validator.validate(parse(text) as Record<string, unknown>);
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  interface Document {
    paths: Record<string, Record<string, { tags: string[]; responses: Record<string, object> }>>;
  }
  test('routes of a gateway keep method and path, inner calls lie under the name of their service', () => {
    const { paths } = parse(stubs.find(({ title }) => title === 'checkout-platform')!.text) as Document;
    const found = Object.entries(paths).flatMap(([route, methods]) => Object.keys(methods).map((method) => `${method} ${route}`));
    expect(found).toEqual([
      'get /products',
      'get /search',
      'get /products/id',
      'post /cart',
      'post /orders',
      'post /orders/Place',
      'post /cart/Put',
      'post /catalog/List',
      'post /catalog/Search',
      'post /catalog/Product',
    ]);
    expect(Object.keys(paths['/products']!['get']!.responses)).toContain('429');
  });

  test('what is no route is a path under the name of its service, and no two are one', () => {
    const { paths } = parse(stubs.find(({ title }) => title === 'a hostile design')!.text) as Document;
    expect(Object.keys(paths)).toEqual(['/message/GET-a-b--x', '/message/GET-a-b-x', '/message/end-option']);
  });
});

describe('AsyncAPI 3', () => {
  const stubs = written(asyncapi);
  test.each(stubs)('the stub of $title is valid', async ({ text }) => {
    const { document, diagnostics } = await new Parser().parse(text);
    // 0 is an error.
    expect(diagnostics.map(({ severity }) => severity)).not.toContain(0);
    expect(document!.version()).toBe('3.0.0');
  });

  test('who sends and who receives what, in which versions', async () => {
    const { document } = await new Parser().parse(stubs.find(({ title }) => title === 'checkout-platform')!.text);
    const operations = document!
      .operations()
      .all()
      .map((operation) => `${operation.action()} ${operation.id()}`);
    expect(operations).toContain('send PaymentsSendsPaymentCaptured');
    expect(operations).toContain('receive ReportsReceivesPaymentCaptured');
    expect(
      document!
        .channels()
        .all()
        .map((channel) => channel.address()),
    ).toEqual(['events']);
    const names = document!
      .channels()
      .all()[0]!
      .messages()
      .all()
      .map((message) => message.id());
    expect(names).toContain('PaymentCapturedV2');
  });
});

describe('Protobuf', () => {
  const stubs = written(protobuf);
  test.each(stubs)('the stub of $title is read by protobufjs and by protoc', ({ text }) => {
    expect(protobufjs.parse(text).root.resolveAll().nestedArray).not.toEqual([]);
    const folder = mkdtempSync(path.join(tmpdir(), 'faultline-protoc-'));
    try {
      writeFileSync(path.join(folder, 'stub.proto'), text);
      const { command, env } = protoc();
      execFileSync(command, ['--descriptor_set_out=stub.bin', 'stub.proto'], {
        cwd: folder,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('fields keep their numbers from version to version, and what is gone is reserved', () => {
    const text = stubs.find(({ title }) => title === 'a hostile design')!.text;
    expect(text).toContain('option deprecated = true;\n  reserved 1;\n  reserved "gone";\n  string kept = 2;\n  string new = 3;');
  });

  test('every call over gRPC has its rpc', () => {
    const { root } = protobufjs.parse(stubs.find(({ title }) => title === 'checkout-platform')!.text);
    const service = root.lookupService('InventoryService');
    expect(Object.keys(service.methods)).toEqual(['Availability', 'Reserve', 'Release']);
    expect(Object.keys(root.lookupType('OrderPlaced').fields)).toEqual(['order', 'total', 'items']);
  });
});

test('where there is nothing to write, it says what to do', () => {
  for (const exporter of [openapi, asyncapi, protobuf]) expect(textOf(exporter, { version: 1, name: 'Empty' })).toBeNull();
});
