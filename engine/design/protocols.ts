import { type Nanos, micros, span } from '../core/units';

interface ProtocolDefaults {
  readonly title: string;
  /** One trip, each way. */
  readonly latency: Nanos;
  /** Payload of a request or message, and of its answer. [bytes] */
  readonly request: number;
  readonly answer: number;
  /** Bytes on the wire per byte of payload; a payload's size is what it would be as JSON. */
  readonly sizeFactor: number;
  /** Headers and framing of each request, and of each answer. [bytes] */
  readonly overhead: number;
}

/** What a link speaks. Protocols differ by these stated defaults only. */
export const protocols = {
  rest: { title: 'REST over HTTP', latency: micros(500), request: 1000, answer: 4000, sizeFactor: 1, overhead: 700 },
  grpc: { title: 'gRPC', latency: micros(250), request: 1000, answer: 4000, sizeFactor: 0.5, overhead: 100 },
  sql: { title: 'SQL connection', latency: micros(200), request: 300, answer: 2000, sizeFactor: 0.7, overhead: 60 },
  redis: { title: 'Cache protocol', latency: micros(200), request: 100, answer: 1000, sizeFactor: 1, overhead: 60 },
  event: { title: 'Event or message', latency: micros(500), request: 1000, answer: 0, sizeFactor: 1, overhead: 100 },
  local: { title: 'In process, no network', latency: span(0), request: 0, answer: 0, sizeFactor: 1, overhead: 0 },
} as const satisfies Record<string, ProtocolDefaults>;
export type Protocol = keyof typeof protocols;
export const protocolNames = Object.keys(protocols) as [Protocol, ...Protocol[]];
