import type { DesignFault, DesignNode } from '../../../engine/design/schema';
import type { StepInput } from '../../../engine/design/step-schema';
import type { Draw } from '../draw';
import { randomTime } from './times';

// What databases keep and how, what is read and written there, and what can happen to it.

type DatabaseParams = NonNullable<Extract<DesignNode, { kind: 'database' }>['params']>;
type Kept = Pick<DatabaseParams, 'replication' | 'shards' | 'rowLocks'>;

/** Things that steps may name beside what the client draws. */
export const entities = [
  { id: 'order', by: 'request' },
  { id: 'sku', by: 'entity' },
] as const;

export const randomKept = (draw: Draw): Kept => ({
  ...draw.maybe(0.5, () => ({
    replication: {
      replicas: draw.int(1, 3),
      mode: draw.one(['async', 'semi-sync']),
      acks: draw.int(1, 2),
      ackTimeout: draw.one(['1ms', '50ms', '1s']),
      lag: randomTime(draw, 100),
      apply: draw.one(['in-order', 'independent']),
      reads: draw.one(['primary', 'replicas', 'nearest']),
      ...draw.maybe(0.7, () => ({ failover: { after: draw.one(['0ms', '20ms', '500ms']) } })),
    } as const,
  })),
  ...draw.maybe(0.4, () => ({
    shards: draw.one([
      { by: 'hash', count: draw.int(1, 4) },
      { by: 'range', count: draw.int(1, 4), keys: draw.one([1, 10, 1000]) },
      { by: 'range', count: draw.int(2, 4), splits: [1, 5, 9] },
    ] as const),
  })),
  ...draw.maybe(0.4, () => ({ rowLocks: { timeout: draw.one(['1ms', '30ms', '50s']) } })),
});

export const randomQuorum = (draw: Draw) => ({
  nodes: draw.int(1, 5),
  quorum: {
    n: draw.int(1, 4),
    r: draw.int(1, 3),
    w: draw.int(1, 3),
    mode: draw.one(['strict', 'sloppy'] as const),
    readRepair: draw.chance(0.5),
    timeout: draw.one(['1ms', '20ms', '1s']),
  },
  coordinationTime: draw.one(['0ms', '100us']),
});

export function randomQuery(draw: Draw, link: string): StepInput {
  const common = {
    link,
    ...draw.maybe(0.5, () => ({ entity: draw.one(entities).id })),
    onError: draw.one(['fail', 'ignore', 'fallback'] as const),
  };
  if (draw.chance(0.5)) return { kind: 'write', ...common };
  return { kind: 'read', ...common, consistency: draw.one(['any', 'own-writes', 'latest']) };
}

type Fault = Omit<DesignFault, 'id' | 'startAfter' | 'duration'>;

/** Faults of what servers have of memory, disk and workers, and of databases. */
export function storeFaults(draw: Draw, servers: readonly DesignNode[]): Fault[] {
  const target = { node: draw.one(servers).id };
  const databases = servers.filter(({ kind }) => kind === 'database');
  const any: Fault[] = [
    { action: 'memory-leak', target, params: { lifetime: draw.one(['1ms', '300ms', '2s']), restart: draw.one(['1ms', '200ms']) } },
    { action: 'pool-exhaustion', target, params: { left: draw.int(0, 2) } },
    { action: 'slow-disk', target, params: { extra: draw.one(['1us', '10ms', '300ms']), reads: draw.one([0, 0.3, 1]) } },
  ];
  if (databases.length === 0) return any;
  const database = { node: draw.one(databases).id };
  return [
    ...any,
    { action: 'primary-failure', target: database, params: { shard: draw.int(1, 3) } },
    { action: 'primary-failure', target: database, params: { shard: 1 } },
    { action: 'shard-loss', target: database, params: { shard: draw.int(1, 3) } },
    { action: 'replica-lag', target: database, params: { extra: draw.one(['1ms', '300ms', '5s']) } },
  ];
}
