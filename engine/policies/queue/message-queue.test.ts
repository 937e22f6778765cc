import { expect, test } from 'vitest';
import type { Queueable } from './backlog';
import type { DeathReason } from './deaths';
import { MessageQueue, NEVER } from './message-queue';
import type { QueueRules } from '../queue-params';

class Message implements Queueable<Message> {
  following: Message | null = null;
  preceding: Message | null = null;
  slot = 0;
  count = 0;
  expiresAt = NEVER;
  constructor(
    readonly name: string,
    readonly priority = 0,
  ) {}
}
const rules: QueueRules = {
  capacity: 2,
  overflow: 'reject-publish',
  maxDeliveries: 2,
  requeue: 'position',
  onFailure: 'requeue',
  ttl: NEVER,
  order: 'fifo',
};
function queueOf(changed: Partial<QueueRules> = {}) {
  const dead: [string, DeathReason][] = [];
  const queue = new MessageQueue<Message>({ ...rules, ...changed }, (message, reason) => dead.push([message.name, reason]));
  const take = (now = 0) => queue.take(now)?.name ?? null;
  return { queue, dead, take };
}

test('a message expires at the head only, and not while it is delivered', () => {
  const { queue, dead, take } = queueOf({ ttl: 100 });
  const a = new Message('a');
  queue.publish(a, 0);
  expect(take()).toBe('a');
  queue.publish(new Message('b'), 10, 20);
  expect(queue.nextExpiry).toBe(30);
  queue.requeue(a);
  // Back at the head, it keeps its own time, and b waits behind it although it has expired.
  expect(queue.nextExpiry).toBe(100);
  queue.expire(99);
  expect(dead).toEqual([]);
  queue.expire(100);
  expect(dead).toEqual([
    ['a', 'expired'],
    ['b', 'expired'],
  ]);
  expect(queue.nextExpiry).toBe(NEVER);
});

test('what has expired is never delivered', () => {
  const { queue, dead, take } = queueOf({ ttl: 100 });
  queue.publish(new Message('a'), 0);
  queue.publish(new Message('b'), 50);
  expect(take(120)).toBe('b');
  expect(dead).toEqual([['a', 'expired']]);
});

test('by priority, the most urgent goes first, and a full queue drops it first too, as RabbitMQ says of its own', () => {
  const { queue, dead, take } = queueOf({ order: 'priority', overflow: 'drop-head' });
  for (const [i, name] of ['low', 'high', 'middle'].entries()) queue.publish(new Message(name, [0, 9, 5][i]), 0);
  queue.trim();
  expect(dead).toEqual([['high', 'maxlen']]);
  expect([take(), take()]).toEqual(['middle', 'low']);
});

test('a failed message waits again until it has had its deliveries', () => {
  const { queue } = queueOf();
  const a = new Message('a');
  queue.publish(a, 0);
  queue.take(0);
  expect(queue.verdict(a)).toBe(null);
  queue.requeue(a);
  queue.take(0);
  expect(queue.verdict(a)).toBe('delivery-limit');
  queue.configure({ ...rules, onFailure: 'reject' });
  expect(queue.verdict(a)).toBe('rejected');
});

test('requeued to the end, it lets the others pass', () => {
  const { queue, take } = queueOf({ requeue: 'end' });
  const a = new Message('a');
  queue.publish(a, 0);
  queue.publish(new Message('b'), 0);
  queue.take(0);
  queue.requeue(a);
  expect([take(), take()]).toEqual(['b', 'a']);
});
