import { type Nanos, micros, span } from '../core/units';

/** What a link speaks. Protocols differ by these stated defaults only. */
export const protocols = {
  rest: { title: 'REST over HTTP', latency: micros(500) },
  grpc: { title: 'gRPC', latency: micros(250) },
  sql: { title: 'SQL connection', latency: micros(200) },
  redis: { title: 'Cache protocol', latency: micros(200) },
  event: { title: 'Event or message', latency: micros(500) },
  local: { title: 'In process, no network', latency: span(0) },
} as const satisfies Record<string, { title: string; latency: Nanos }>;
export type Protocol = keyof typeof protocols;
export const protocolNames = Object.keys(protocols) as [Protocol, ...Protocol[]];
