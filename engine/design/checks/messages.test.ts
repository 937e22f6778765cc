import { expect, test } from 'vitest';
import { check } from '../resolve';
import type { Design, DesignNode } from '../schema';

const queue = (id: string, params: object = {}): DesignNode => ({ id, kind: 'queue', params });
const service = (id: string, ...operations: string[]): DesignNode => ({
  id,
  kind: 'service',
  ...(operations.length > 0 && { operations: operations.map((name) => ({ name, steps: [] })) }),
});
/** Publishes Placed to what the link ends at. */
const shop = (to: string): DesignNode => ({
  id: 'shop',
  kind: 'service',
  operations: [{ name: 'buy', steps: [{ kind: 'publish', link: `shop-${to}`, event: 'Placed' }] }],
});
const topic = (filters: { link: string; events: string[] }[]): DesignNode => ({ id: 'topic', kind: 'topic', params: { filters } });

/** Users → shop, and links written as `from>to`. */
const told = (nodes: DesignNode[], ...links: string[]): string[] =>
  check({
    version: 1,
    name: 'Test',
    nodes: [{ id: 'users', kind: 'client' }, ...nodes],
    links: ['users>shop', ...links].map((text) => {
      const [from, to] = text.split('>') as [string, string];
      return { id: `${from}-${to}`, from, to };
    }),
  } satisfies Design).map(({ severity, code, where }) => `${severity} ${code} ${where}`);

test.each<[string, string[], string[]]>([
  [
    'a queue that tries once and has nowhere to send its dead letters',
    told([shop('q'), queue('q', { maxDeliveries: 1 }), service('mail')], 'shop>q', 'q>mail'),
    ['warning queue-without-dead-letters nodes.q'],
  ],
  ['one that tries again', told([shop('q'), queue('q'), service('mail')], 'shop>q', 'q>mail'), []],
  [
    'one that has somewhere',
    told([shop('q'), queue('q', { maxDeliveries: 1 }), queue('dead'), service('mail')], 'shop>q', 'q>mail', 'q>dead'),
    [],
  ],
  [
    'a queue without a bound to speak of',
    told([shop('q'), queue('q', { capacity: 1_000_000_000 }), queue('dead'), service('mail')], 'shop>q', 'q>mail', 'q>dead'),
    ['warning queue-without-bound nodes.q.params.capacity'],
  ],
  [
    'dead letters that go round without a pause',
    told([shop('q'), queue('q'), queue('again'), service('mail')], 'shop>q', 'q>mail', 'q>again', 'again>q'),
    ['warning dead-letter-loop nodes.again'],
  ],
  [
    'a queue that lets them wait before they are tried again',
    told([shop('q'), queue('q'), queue('again', { ttl: '5s' }), service('mail')], 'shop>q', 'q>mail', 'q>again', 'again>q'),
    [],
  ],
  [
    'two queues for the dead letters of one',
    told([shop('q'), queue('q'), queue('a'), queue('b'), service('mail')], 'shop>q', 'q>mail', 'q>a', 'q>b'),
    ['error several-dead-letter-queues links.q-b'],
  ],
  [
    'dead letters that multiply',
    told([shop('q'), queue('q'), queue('a', { delivery: 'fan-out' }), service('mail')], 'shop>q', 'q>mail', 'q>a', 'a>mail'),
    ['error dead-letters-to-fan-out links.q-a.to'],
  ],
  [
    'a queue that feeds a topic',
    told([shop('q'), queue('q'), queue('dead'), topic([]), service('mail')], 'shop>q', 'q>mail', 'q>dead', 'q>topic', 'topic>mail'),
    ['error queue-to-topic links.q-topic.to'],
  ],
  [
    'an event that no consumer has an operation for',
    told([shop('q'), queue('q'), queue('dead'), service('mail', 'Sent', 'Opened')], 'shop>q', 'q>mail', 'q>dead'),
    [
      'warning event-without-consumer nodes.shop.operations.0.steps.0.event',
      'warning consumer-of-unpublished-event nodes.mail.operations.1.name',
    ],
  ],
  [
    'a consumer with one operation takes every event',
    told([shop('q'), queue('q'), queue('dead'), service('mail', 'any')], 'shop>q', 'q>mail', 'q>dead'),
    [],
  ],
  [
    'an operation for an event that nobody publishes',
    told([shop('q'), queue('q'), queue('dead'), service('mail', 'Placed', 'Paid')], 'shop>q', 'q>mail', 'q>dead'),
    ['warning consumer-of-unpublished-event nodes.mail.operations.1.name'],
  ],
  [
    'an event that no subscriber wants',
    told([shop('topic'), topic([{ link: 'topic-mail', events: ['Paid'] }]), service('mail')], 'shop>topic', 'topic>mail'),
    [
      'warning event-without-consumer nodes.shop.operations.0.steps.0.event',
      'warning filter-for-unpublished-event nodes.topic.params.filters.0.events',
    ],
  ],
  [
    'a filter on another’s link',
    told([shop('topic'), topic([{ link: 'users-shop', events: ['Placed'] }]), service('mail')], 'shop>topic', 'topic>mail'),
    ['error filter-on-foreign-link nodes.topic.params.filters.0.link'],
  ],
  [
    'a topic in front of a queue',
    told([shop('topic'), topic([]), queue('q'), queue('dead'), service('mail')], 'shop>topic', 'topic>q', 'q>mail', 'q>dead'),
    [],
  ],
])('%s', (_, found, expected) => {
  expect(found).toEqual(expected);
});
