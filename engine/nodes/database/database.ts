import { z } from 'zod';
import {
  type ReplicationParams,
  type RowLocksParams,
  type ShardsParams,
  zReplication,
  zRowLocks,
  zShards,
} from '../../policies/store-params';
import { defineNode } from '../definition';
import { noCare, queueing, queueModel, zErrorRate, zQueueLimit, zWork, zWorkers } from '../server-fields';

export const database = defineNode({
  kind: 'database',
  title: 'Database',
  group: 'data',
  role: 'server',
  description: 'A store that runs queries on a bounded number of connections. It may have replicas, shards and locks on rows.',
  alsoCalled: 'db sql postgres mysql store table',
  params: z.strictObject({
    connections: zWorkers('connections')
      .default(20)
      .describe('Queries that run at once, at each primary and replica of each shard. Further ones wait for a connection.'),
    queueLimit: zQueueLimit(),
    ...queueing,
    queryTime: zWork('2ms', 'Time one query takes once it has a connection. Used where no operation says otherwise.'),
    errorRate: zErrorRate(),
    replication: zReplication.optional().describe('Copies that get every write a little later. One copy only when left out.'),
    shards: zShards.optional().describe('Parts that things are spread over by their number. All in one when left out.'),
    rowLocks: zRowLocks
      .optional()
      .describe(
        'A write holds the row of its thing until it is done, so that writes to one thing wait for each other. They do not when left out.',
      ),
  }),
  model: (p) => ({
    role: 'server',
    replicas: (p.shards?.count ?? 1) * (1 + (p.replication?.replicas ?? 0)),
    workers: p.connections,
    blocking: true,
    queueLimit: p.queueLimit,
    ...queueModel(p),
    loadBalancing: 'round-robin',
    replicaCare: noCare,
    work: p.queryTime,
    errorRate: p.errorRate,
    rateLimit: null,
    hitRatio: null,
    store: { kind: 'database', replication: p.replication ?? null, shards: p.shards ?? null, rowLocks: p.rowLocks ?? null },
    figures: figuresOf(p),
  }),
});

interface Configured {
  readonly replication?: ReplicationParams | undefined;
  readonly shards?: ShardsParams | undefined;
  readonly rowLocks?: RowLocksParams | undefined;
}

const figuresOf = ({ replication, shards, rowLocks }: Configured) => [
  ...(replication ? replicated : []),
  ...(replication?.mode === 'semi-sync' ? (['ack-wait', 'unsynced'] as const) : []),
  ...(shards ? (['hottest-shard-queries', 'other-shard-queries'] as const) : []),
  ...(rowLocks ? (['lock-wait', 'lock-waiting'] as const) : []),
];
const replicated = [
  'fresh-reads',
  'stale-reads',
  'missed-own-writes',
  'replication-lag',
  'replication-backlog',
  'failovers',
  'lost-writes',
  'lost-things',
] as const;
