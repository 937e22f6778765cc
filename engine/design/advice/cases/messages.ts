import { design, link, node, operations, shop, users } from '../../checks/told';
import type { Design } from '../../schema';
import type { AdviceCase } from './case';

const open = (rate: number, more: object = {}) => node('users', 'client', { params: { traffic: { kind: 'open', rate }, ...more } });
/** Users → shop → queue → worker. */
const queued = (params: object, worker: object = {}, clients = users): Design =>
  design(
    [clients, shop, node('queue', 'queue', { params }), node('worker', 'service', worker)],
    [link('users', 'shop'), link('shop', 'queue'), link('queue', 'worker')],
  );
const logged = (params: object, worker: object = {}, group: object = {}, clients = users): Design =>
  design(
    [clients, shop, node('log', 'log', { params }), node('worker', 'service', worker)],
    [link('users', 'shop'), link('shop', 'log'), link('log', 'worker', { policy: { group } })],
  );
/** 50 ms of work on 2 × 8 workers. */
const slow = { params: { replicas: 2, workers: 8, serviceTime: '50ms', mode: 'async' } };
const published = (events: readonly string[], more: Partial<Design> = {}): Design =>
  design(
    [
      users,
      node('shop', 'service', operations(...events.map((event) => ({ kind: 'publish', link: 'shop-topic', event }) as const))),
      node('topic', 'topic'),
      node('one'),
      node('two'),
    ],
    [link('users', 'shop'), link('shop', 'topic'), link('topic', 'one'), ...(more.name === 'pair' ? [link('topic', 'two')] : [])],
    more,
  );
const paying = (retention: string): Design =>
  queued({ maxDeliveries: 5, redeliveryDelay: '10s' }, operations({ kind: 'effect', effect: 'Paid', idempotent: true, retention }));

/** About queues, logs, events and keys of messages. */
export const messageCases: readonly AdviceCase[] = [
  // 100/s of 51 ms each: 5.1 in work at a time.
  {
    rule: 'prefetch-too-small',
    has: queued({ prefetch: 5 }, slow, open(100)),
    told: 'warning prefetch-too-small nodes.queue.params.prefetch',
    hasNot: queued({ prefetch: 6 }, slow, open(100)),
  },
  {
    rule: 'prefetch-above-room',
    has: queued({ prefetch: 12 }, { params: { replicas: 1, workers: 1, queueLimit: 10 } }),
    told: 'warning prefetch-above-room nodes.queue.params.prefetch',
    hasNot: queued({ prefetch: 11 }, { params: { replicas: 1, workers: 1, queueLimit: 10 } }),
  },
  {
    rule: 'poison-loops',
    has: queued({ redeliveryDelay: '0ms', maxDeliveries: 100 }),
    told: 'warning poison-loops nodes.queue.params.redeliveryDelay',
    hasNot: queued({ redeliveryDelay: '0ms', maxDeliveries: 5 }),
  },
  { rule: 'queue-forgets', has: queued({ durable: false }), told: 'hint queue-forgets nodes.queue.params.durable', hasNot: queued({}) },
  {
    rule: 'partitions-too-few',
    has: logged({ partitions: 4 }, slow, { parallel: 8 }, open(100)),
    told: 'warning partitions-too-few nodes.log.params.partitions',
    hasNot: logged({ partitions: 8 }, slow, { parallel: 8 }, open(100)),
  },
  {
    rule: 'record-blocks-partition',
    has: logged({}, { params: { errorRate: 0.01 } }),
    told: 'hint record-blocks-partition links.log-worker.policy.group.onFailure',
    hasNot: logged({}, { params: { errorRate: 0.01 } }, { onFailure: 'park' }),
  },
  {
    rule: 'log-with-one-copy',
    has: logged({ replication: 1 }),
    told: 'hint log-with-one-copy nodes.log.params.replication',
    hasNot: logged({ replication: 2 }),
  },
  {
    rule: 'acks-lose-records',
    has: logged({ acks: 'leader' }),
    told: 'hint acks-lose-records nodes.log.params.acks',
    hasNot: logged({ acks: 'all' }),
  },
  {
    rule: 'no-event-catalog',
    has: published(['Placed', 'Paid']),
    told: 'hint no-event-catalog events',
    hasNot: published(['Placed', 'Paid'], { events: [{ id: 'Placed' }, { id: 'Paid' }] }),
  },
  // One event for two consumers is a contract of three; for one it is between two.
  {
    rule: 'no-event-catalog',
    has: published(['Placed'], { name: 'pair' }),
    told: 'hint no-event-catalog events',
    hasNot: published(['Placed']),
  },
  // Four pauses of 10 s and four waits of 1 s lie between the first delivery and the fifth.
  {
    rule: 'key-forgotten-too-soon',
    has: paying('43s'),
    told: 'warning key-forgotten-too-soon nodes.worker.operations.0.steps.0.retention',
    hasNot: paying('45s'),
  },
];
