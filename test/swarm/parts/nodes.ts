import type { DesignNode } from '../../../engine/design/schema';
import type { Draw } from '../draw';
import { randomBalancing, randomCare } from './care';
import { randomRelease } from './contracts';
import { randomConcurrencyLimit } from './policies';
import { randomRateLimit } from './rate-limits';
import { randomContents, randomEdge } from './contents';
import { randomKept, randomQuorum } from './stores';
import { randomTime } from './times';

type ServiceParams = NonNullable<Extract<DesignNode, { kind: 'service' }>['params']>;
const serverKinds = [
  'service',
  'service',
  'service',
  'function',
  'gateway',
  'database',
  'database',
  'key-value',
  'cache',
  'cache',
  'cdn',
  'object-store',
  'search-index',
  'external',
] as const;
type Server = Extract<DesignNode, { kind: (typeof serverKinds)[number] }>;
/** Whether it is of a kind that is drawn here: a new kind runs before anyone lets random designs have it. */
export const isDrawn = (node: DesignNode): node is Server => (serverKinds as readonly string[]).includes(node.kind);

const randomErrorRate = (draw: Draw): number => (draw.chance(0.4) ? draw.between(0, 0.5) : 0);

const randomDiscipline = (draw: Draw): NonNullable<ServiceParams['discipline']> => {
  const times = { target: draw.one(['1us', '1ms', '10ms']), interval: draw.one(['1us', '5ms', '50ms']) };
  return draw.one([
    { kind: 'fifo' },
    { kind: 'lifo' },
    { kind: 'priority', whenFull: draw.one(['reject', 'displace']) },
    { kind: 'codel', law: draw.one(['linux', 'folly']), ...times },
    { kind: 'adaptive-lifo', ...times },
    { kind: 'processor-sharing' },
  ] as const);
};
const randomQueueing = (draw: Draw) => ({
  ...draw.maybe(0.6, () => ({ discipline: randomDiscipline(draw) })),
  ...draw.maybe(0.2, () => ({ maxQueueWait: randomTime(draw, 30) })),
  ...draw.maybe(0.15, () => ({ concurrencyLimit: randomConcurrencyLimit(draw) })),
});

export const randomServer = (draw: Draw, id: string, kind: Server['kind'] = draw.one(serverKinds)): Server => ({
  ...randomKind(draw, id, kind),
  ...draw.maybe(0.2, () => randomRelease(draw)),
});

function randomKind(draw: Draw, id: string, kind: Server['kind']): Server {
  const queueLimit = draw.one([0, 1, 3, 20, 1000]);
  const errorRate = randomErrorRate(draw);
  const time = randomTime(draw);
  const loadBalancing = randomBalancing(draw);
  const care = randomCare(draw);
  const mode = draw.one(['blocking', 'async'] as const);
  const workers = draw.int(1, 6);
  const replicas = draw.int(1, 4);
  const queueing = randomQueueing(draw);
  const limited = draw.maybe(0.2, () => ({ rateLimit: randomRateLimit(draw) }));
  const checked = draw.maybe(0.15, () => ({ tokenCheck: randomTime(draw, 2) }));
  switch (kind) {
    case 'service':
      return {
        id,
        kind,
        params: {
          replicas,
          workers,
          mode,
          queueLimit,
          serviceTime: time,
          errorRate,
          loadBalancing,
          ...checked,
          ...queueing,
          ...limited,
          ...care,
        },
      };
    case 'gateway':
      return {
        id,
        kind,
        params: {
          replicas,
          workers,
          mode,
          queueLimit,
          authTime: time,
          errorRate,
          loadBalancing,
          ...queueing,
          ...limited,
          ...care,
        },
      };
    case 'database':
      return { id, kind, params: { connections: workers, queueLimit, queryTime: time, errorRate, ...queueing, ...randomKept(draw) } };
    case 'key-value':
      return { id, kind, params: { ...randomQuorum(draw), workers, queueLimit, accessTime: time, errorRate, ...queueing } };
    case 'cache':
      return {
        id,
        kind,
        params: {
          hitRatio: draw.one([0, 0.5, 0.9, 1]),
          ...draw.maybe(0.7, () => ({ contents: randomContents(draw) })),
          workers,
          queueLimit,
          lookupTime: time,
          errorRate,
          ...queueing,
        },
      };
    case 'function':
      return {
        id,
        kind,
        params: {
          concurrency: draw.int(1, 3),
          limit: draw.one([1, 3, 50]),
          coldStart: randomTime(draw, 200),
          keepAlive: draw.one(['1ms', '100ms', '1s']),
          provisioned: draw.one([0, 0, 2]),
          serviceTime: time,
          errorRate,
        },
      };
    case 'cdn':
      return {
        id,
        kind,
        params: { ...draw.maybe(0.7, () => ({ contents: randomEdge(draw) })), workers, queueLimit, edgeTime: time, errorRate, ...queueing },
      };
    case 'object-store':
      return { id, kind, params: { workers, queueLimit, firstByteTime: time, errorRate, ...queueing, ...limited } };
    case 'search-index':
      return {
        id,
        kind,
        params: { workers, queueLimit, queryTime: time, refresh: draw.one(['0ms', '10ms', '1s']), errorRate, ...queueing },
      };
    case 'external':
      return { id, kind, params: { latency: time, errorRate, concurrency: draw.one([0, 1, 5]), queueLimit, ...queueing, ...limited } };
  }
}
