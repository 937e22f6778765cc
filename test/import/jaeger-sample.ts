/** A shop's trace as instrumented services write it, in Jaeger's JSON: without waiting times, with clocks that do not quite agree. [us] */
interface Drawn {
  readonly id: string;
  readonly parent?: string;
  readonly service: string;
  readonly name: string;
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer';
  readonly at: number;
  readonly takes: number;
  readonly tags?: Readonly<Record<string, string | number | boolean>>;
}

/** One order: price and stock are asked for side by side, the order is written, and an event goes out to a mailer. */
const order = (n: number): readonly Drawn[] => {
  const slow = n % 10;
  const skew = 20_000;
  return [
    { id: 'a', service: 'web', name: `POST /orders/${n}`, kind: 'server', at: 0, takes: 30_000 + slow * 100 },
    { id: 'b', parent: 'a', service: 'web', name: 'GET price', kind: 'client', at: 2_000, takes: 12_000 },
    { id: 'c', parent: 'b', service: 'pricing', name: 'price', kind: 'server', at: 3_000 - skew, takes: 10_000 },
    {
      id: 'd',
      parent: 'c',
      service: 'pricing',
      name: 'GET',
      kind: 'client',
      at: 4_000 - skew,
      takes: 1_000,
      tags: { 'db.system': 'redis', 'peer.service': 'price-cache' },
    },
    { id: 'e', parent: 'a', service: 'web', name: 'stock', kind: 'client', at: 2_500, takes: 9_000, tags: { 'rpc.system': 'grpc' } },
    {
      id: 'f',
      parent: 'e',
      service: 'stock',
      name: 'stock.Stock/Check',
      kind: 'server',
      at: 3_000,
      takes: 8_000,
      tags: n % 4 === 0 ? { error: true } : {},
    },
    ...(n % 2 === 0
      ? [
          {
            id: 'g',
            parent: 'a',
            service: 'web',
            name: 'INSERT',
            kind: 'client' as const,
            at: 16_000,
            takes: 4_000 + slow * 100,
            tags: { 'db.system': 'postgresql', 'db.name': 'orders' },
          },
        ]
      : []),
    {
      id: 'h',
      parent: 'a',
      service: 'web',
      name: 'orders publish',
      kind: 'producer',
      at: 25_000,
      takes: 500,
      tags: { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' },
    },
    {
      id: 'i',
      parent: 'h',
      service: 'mailer',
      name: 'orders process',
      kind: 'consumer',
      at: 40_000,
      takes: 7_000,
      tags: { 'messaging.system': 'kafka' },
    },
  ];
};

const spanOf = (trace: string, start: number, { id, parent, name, kind, at, takes, tags = {} }: Drawn, process: string) => ({
  traceID: trace,
  spanID: `${trace}${id}`,
  operationName: name,
  references: parent === undefined ? [] : [{ refType: 'CHILD_OF', traceID: trace, spanID: `${trace}${parent}` }],
  startTime: start + at,
  duration: takes,
  tags: [
    ...(kind === undefined ? [] : [{ key: 'span.kind', type: 'string', value: kind }]),
    ...Object.entries(tags).map(([key, value]) => ({ key, type: 'string', value })),
  ],
  processID: process,
});

/** So many orders, ten a second. */
export function jaegerOrders(count: number): string {
  const data = Array.from({ length: count }, (_, n) => {
    const drawn = order(n);
    const services = [...new Set(drawn.map(({ service }) => service))];
    const trace = (n + 1).toString(16).padStart(16, '0');
    return {
      traceID: trace,
      spans: drawn.map((span) => spanOf(trace, 1_700_000_000_000_000 + n * 100_000, span, `p${services.indexOf(span.service)}`)),
      processes: Object.fromEntries(services.map((serviceName, i) => [`p${i}`, { serviceName, tags: [] }])),
    };
  });
  return JSON.stringify({ data });
}
