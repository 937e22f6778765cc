import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readImport } from '../../engine/import/read';
import { traceLimits } from '../../engine/import/traces/span';
import { run } from '../../engine/simulate/run';
import { jaegerOrders } from './jaeger-sample';

const importedOrders = async () => {
  const read = await readImport(jaegerOrders(400), 'orders.json');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
};

test('services, stores and queues of foreign traces come in with their kinds, links and protocols', async () => {
  const { design, format } = await importedOrders();
  expect(format.id).toBe('jaeger');
  expect((design.nodes ?? []).map(({ name, kind }) => `${name}: ${kind}`).sort()).toEqual([
    'Users: client',
    'mailer: service',
    'orders: database',
    'orders: log',
    'price-cache: cache',
    'pricing: service',
    'stock: service',
    'web: service',
  ]);
  const names = new Map((design.nodes ?? []).map(({ id, name, kind }) => [id, `${name} (${kind})`]));
  expect((design.links ?? []).map(({ from, to, protocol }) => `${names.get(from)} → ${names.get(to)}: ${protocol}`).sort()).toEqual([
    'Users (client) → web (service): rest',
    'orders (log) → mailer (service): event',
    'pricing (service) → price-cache (cache): redis',
    'web (service) → orders (database): sql',
    'web (service) → orders (log): event',
    'web (service) → pricing (service): rest',
    'web (service) → stock (service): grpc',
  ]);
});

test('what overlaps is parallel, what is done by half of them is a choice, and ids in names are no operations', async () => {
  const { design } = await importedOrders();
  const web = design.nodes?.find(({ name }) => name === 'web');
  const [operation, ...others] = web?.operations ?? [];
  expect(others).toEqual([]);
  expect(operation?.name).toBe('POST /orders/id');
  expect(operation?.steps.map(({ kind }) => kind)).toEqual(['work', 'parallel', 'work', 'choose', 'publish', 'work']);
  const choose = operation?.steps.find((step) => step.kind === 'choose');
  expect(choose?.by === 'probability' && choose.branches.map(({ share }) => share)).toEqual([0.5, 0.5]);
});

test('clocks that do not agree are set right, and the notes say so', async () => {
  const { design, notes } = await importedOrders();
  const link = design.links?.find(({ from, to }) => from === 'web' && to === 'pricing');
  expect(link?.network?.latency).toBe('1ms');
  expect(notes.guessed.join(' ')).toContain('The clocks of callers and callees do not agree for 400 spans');
});

test('the design runs, at the measured rate and about as quickly', async () => {
  const { design } = await importedOrders();
  const report = run(design, { duration: 120, seed: 3 });
  if (!report.ok) throw new Error(JSON.stringify(report.problems));
  const [journey] = report.value.journeys;
  expect(journey!.arrived / 115).toBeCloseTo(10, -0.5);
  expect(journey!.latency.p50).toBeGreaterThan(28);
  expect(journey!.latency.p50).toBeLessThan(33);
});

/** Mostly what tools write, now and then what nobody should. */
const mostly = <T, U>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: odd });
const id = mostly(fc.constantFrom(...'a b c d e f g h i j k l m n o p'.split(' ')), fc.constantFrom('__proto__', 'constructor', '', '0'));
const word = mostly(
  fc.constantFrom('web', 'db', 'shop', 'GET /a/1'),
  fc.oneof(fc.constantFrom('__proto__', '', '\u0000\n', '<script>'), fc.string()),
);
const time = mostly(fc.nat(2000), fc.oneof(fc.constantFrom(0, -1, 1e300, null, Number.MAX_SAFE_INTEGER), fc.string({ maxLength: 3 })));
const kind = fc.constantFrom('server', 'server', 'client', 'client', 'internal', 'producer', 'consumer');
const attribute = fc.oneof(
  fc.tuple(fc.constantFrom('peer.service', 'db.name', 'messaging.destination.name', 'http.url', '__proto__'), word),
  fc.tuple(
    fc.constantFrom('db.system', 'messaging.system', 'rpc.system'),
    fc.constantFrom('redis', 'postgresql', 'kafka', 'rabbitmq', 'grpc', '__proto__'),
  ),
  fc.tuple(fc.constantFrom('faultline.queue_ms', 'faultline.pause_ms', 'faultline.network_ms'), fc.double({ min: -1, max: 3 })),
  fc.tuple(fc.constantFrom('faultline.unfinished', 'error'), fc.boolean()),
);
const process = fc.tuple(
  word,
  fc.array(
    fc.tuple(
      fc.constantFrom('service.instance.id', 'faultline.node', 'faultline.kind'),
      fc.constantFrom('a', 'client', 'queue', '__proto__'),
    ),
  ),
);
const trace = fc.constantFrom('t', 'u', 'v');
const drawnSpan = fc.record({
  trace,
  id,
  parent: fc.option(id),
  follows: fc.array(id, { maxLength: 1 }),
  name: word,
  kind,
  at: time,
  takes: time,
  failed: fc.boolean(),
  attributes: fc.array(attribute, { maxLength: 4 }),
  process,
});
type DrawnSpan = typeof drawnSpan extends fc.Arbitrary<infer S> ? S : never;

const asJaeger = (spans: readonly DrawnSpan[]) => ({
  data: [
    {
      spans: spans.map((span) => ({
        traceID: span.trace,
        spanID: span.id,
        operationName: span.name,
        references: [
          ...(span.parent === null ? [] : [{ refType: 'CHILD_OF', traceID: span.trace, spanID: span.parent }]),
          ...span.follows.map((spanID) => ({ refType: 'FOLLOWS_FROM', traceID: 't', spanID })),
        ],
        startTime: span.at,
        duration: span.takes,
        tags: [['span.kind', span.kind] as const, ['error', span.failed] as const, ...span.attributes].map(([key, value]) => ({
          key,
          value,
        })),
        process: { serviceName: span.process[0], tags: span.process[1].map(([key, value]) => ({ key, value })) },
      })),
    },
  ],
});
const otlpValue = (value: unknown) =>
  typeof value === 'number' ? { doubleValue: value } : typeof value === 'boolean' ? { boolValue: value } : { stringValue: value };
const nanos = (at: unknown) => (typeof at === 'number' ? String(at * 1000) : at);
const asOtlp = (spans: readonly DrawnSpan[]) => ({
  resourceSpans: spans.map((span) => ({
    resource: {
      attributes: [['service.name', span.process[0]] as const, ...span.process[1]].map(([key, value]) => ({
        key,
        value: otlpValue(value),
      })),
    },
    scopeSpans: [
      {
        spans: [
          {
            traceId: span.trace,
            spanId: span.id,
            parentSpanId: span.parent ?? '',
            name: span.name,
            kind: `SPAN_KIND_${span.kind.toUpperCase()}`,
            startTimeUnixNano: nanos(span.at),
            endTimeUnixNano: nanos(typeof span.at === 'number' && typeof span.takes === 'number' ? span.at + span.takes : span.takes),
            attributes: span.attributes.map(([key, value]) => ({ key, value: otlpValue(value) })),
            links: span.follows.map((spanId) => ({ traceId: 't', spanId })),
            status: span.failed ? { code: 2 } : {},
          },
        ],
      },
    ],
  })),
});
const spans = fc.array(drawnSpan, { maxLength: 40, size: 'max' });
const documents = fc.oneof(
  { weight: 10, arbitrary: spans.map((list) => ({ format: 'jaeger', value: asJaeger(list) as unknown })) },
  { weight: 10, arbitrary: spans.map((list) => ({ format: 'otlp', value: asOtlp(list) as unknown })) },
  { weight: 1, arbitrary: fc.record({ format: fc.constantFrom('otlp', 'jaeger'), value: fc.jsonValue() }) },
);

test('whatever a file of traces holds, it comes in as a design that runs or is refused with a problem', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async ({ format, value }) => {
      const read = await readImport(JSON.stringify(value), 'x.json', format);
      const outcome = read.ok
        ? run(read.value.design, { duration: 0.05, warmup: 0 }).ok
          ? 'runs'
          : 'stands still'
        : read.problems[0]!.code;
      expect(['runs', 'traces-without-spans']).toContain(outcome);
    }),
    { numRuns: 150, seed: 11 },
  );
});

test('circles of parents, spans too deep and spans that came twice are mended and told', async () => {
  const span = (spanID: string, parent: string, startTime = 0) => ({
    traceID: 't',
    spanID,
    operationName: spanID,
    references: [{ refType: 'CHILD_OF', traceID: 't', spanID: parent }],
    startTime,
    duration: 100,
    process: { serviceName: 'one' },
  });
  const deep = Array.from({ length: 2 * traceLimits.depth }, (_, i) => span(`d${i}`, i === 0 ? 'b' : `d${i - 1}`));
  const spans = [
    span('a', 'b'),
    span('b', 'a'),
    span('b', 'a'),
    span('lost', 'nowhere'),
    { ...span('x', 'a'), startTime: 'noon' },
    ...deep,
  ];
  const read = await readImport(JSON.stringify({ data: [{ spans }] }), 'x.json', 'jaeger');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const told = read.value.notes.missing.join('\n');
  for (const words of [
    '1 span without a usable id or time',
    '1 span came twice',
    '1 circle of spans',
    'names a parent that is not in the file',
    'lie too deep',
  ])
    expect(told).toContain(words);
});

test('more spans than the bound are refused', async () => {
  const spans = Array.from({ length: traceLimits.spans + 1 }, () => 0);
  const read = await readImport(JSON.stringify({ data: [{ spans }] }), 'x.json', 'jaeger');
  expect(read.ok ? [] : read.problems.map(({ code }) => code)).toEqual(['traces-too-many-spans']);
});
