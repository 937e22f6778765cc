import { z } from 'zod';
import { zCount } from '../../core/fields';
import { zQuorum } from '../../policies/store-params';
import { defineNode } from '../definition';
import { noCare, queueing, queueModel, zErrorRate, zQueueLimit, zWork, zWorkers } from '../server-fields';

export const keyValue = defineNode({
  kind: 'key-value',
  title: 'Key-value store',
  group: 'data',
  role: 'server',
  description:
    'Nodes that keep N copies of each thing; a read waits for R of them, a write for W. Whichever node is asked asks the others.',
  alsoCalled: 'kv dynamo cassandra redis store nosql',
  params: z.strictObject({
    nodes: zCount('nodes', 1, 100).default(3).describe('Nodes that the things are spread over. Any of them takes any call.'),
    quorum: zQuorum.prefault({}).describe('How many copies there are, and how many must answer.'),
    workers: zWorkers().default(32).describe('Pieces of work that one node does at once: for its own copies and for calls that it took.'),
    queueLimit: zQueueLimit(),
    ...queueing,
    accessTime: zWork('1ms', 'Time that a node takes to read or write its copy.'),
    coordinationTime: zWork('100us', 'Time that the node that was asked takes before it asks the owners.'),
    errorRate: zErrorRate(),
  }),
  model: (p) => ({
    role: 'server',
    replicas: p.nodes,
    workers: p.workers,
    blocking: false,
    queueLimit: p.queueLimit,
    ...queueModel(p),
    loadBalancing: 'round-robin',
    replicaCare: noCare,
    work: p.coordinationTime,
    errorRate: p.errorRate,
    rateLimit: null,
    hitRatio: null,
    store: { kind: 'key-value', quorum: p.quorum, access: p.accessTime },
    figures: ['fresh-reads', 'stale-reads', 'missed-own-writes', 'write-conflicts', 'read-repairs', 'hints'],
  }),
});
