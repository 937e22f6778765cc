import type { CatalogSection } from './entry';

/** Queues, topics, logs, events and sagas. */
export const messages = {
  'dual-write': {
    title: 'Write and publish apart',
    about: 'A crash between the write and the message loses one of them for good. An outbox commits both at once.',
    page: 'outbox',
  },
  'outbox-without-write': {
    title: 'Outbox without a write',
    about: 'An outbox carries a message together with a write. Without one before it, the message is published by itself.',
    page: 'outbox',
  },
  'queue-without-bound': {
    title: 'Queue of messages without a bound',
    about: 'When consumers fall behind, an unbounded queue fills the broker first, and then everybody is down.',
    page: 'queue',
  },
  'queue-without-dead-letters': {
    title: 'Failed messages are lost',
    about: 'A message that is neither tried again nor kept as a dead letter is gone, and nobody knows.',
    page: 'queue',
  },
  'queue-without-consumers': { title: 'Queue without consumers', about: 'What nobody consumes fills up.', page: 'queue' },
  'queue-forgets': {
    title: 'Queue that forgets',
    about: 'Messages that are not durable are lost with their broker. Fine for a hint to refresh, not for an order.',
    page: 'queue',
  },
  'dead-letter-loop': {
    title: 'Dead letters that go round',
    about: 'Dead letters that come back without a pause keep everybody busy with what cannot be done. Let them wait on the way.',
    page: 'queue',
  },
  'poison-loops': {
    title: 'Poison messages in a loop',
    about:
      'A message that always fails and is tried again at once takes the time of all others. Pause, give up after a few deliveries, keep it aside.',
    page: 'queue',
  },
  'record-blocks-partition': {
    title: 'A bad record blocks its partition',
    about: 'A log is read in order. A record that is tried for ever stops all behind it; park it after a few deliveries.',
    page: 'consumer-groups',
  },
  'prefetch-too-small': {
    title: 'Prefetch too small',
    about: 'Messages in work are rate times time to the answer (Little). A smaller prefetch lets the backlog grow while workers are idle.',
    page: 'queue',
  },
  'prefetch-above-room': {
    title: 'Prefetch larger than the consumer',
    about: 'What the consumer has no room for is refused and delivered again, for nothing.',
    page: 'queue',
  },
  'partitions-too-few': {
    title: 'Partitions or members too few',
    about: 'A partition is worked on one record at a time: a group does at most as many side by side as there are partitions and members.',
    page: 'consumer-groups',
  },
  'more-members-than-partitions': {
    title: 'Consumers without a partition',
    about: 'A group has at most one member per partition; the others are idle.',
    page: 'consumer-groups',
  },
  'group-without-log': {
    title: 'Group without a log',
    about: 'Consumer groups read logs; a link from elsewhere has none.',
    page: 'consumer-groups',
  },
  'unkeyed-where-order-matters': {
    title: 'Order lost between partitions',
    about: 'Only within a partition is there an order. What must stay in order needs the same key.',
    page: 'log',
  },
  'retention-shorter-than-outage': {
    title: 'Retention shorter than an outage',
    about: 'Records that are removed before a stopped consumer is back were never read.',
    page: 'log',
  },
  'log-with-one-copy': {
    title: 'Log with one copy',
    about: 'A broker that is lost takes the only copy of its partitions with it.',
    page: 'log',
  },
  'acks-lose-records': {
    title: 'Acknowledged before it is copied',
    about: 'A record that only the leader has is lost with the leader, though its producer was told that it is safe.',
    page: 'log',
  },
  'no-event-catalog': {
    title: 'No event catalog',
    about:
      'Events are contracts. A catalog says who owns each, and what every version of it holds; without one, nobody knows whom a change breaks.',
    page: 'contracts',
  },
  'event-without-consumer': {
    title: 'Event without a consumer',
    about: 'An event that nobody takes is work for nothing, or a consumer is missing.',
    page: 'topic',
  },
  'consumer-of-unpublished-event': {
    title: 'Consumer of an event that nobody publishes',
    about: 'It waits for ever. Mostly a name is spelled in two ways.',
    page: 'topic',
  },
  'filter-for-unpublished-event': {
    title: 'Filter for an event that nobody publishes',
    about: 'The subscriber waits for something that never comes.',
    page: 'topic',
  },
  'event-not-in-catalog': {
    title: 'Event missing in the catalog',
    about: 'A catalog that is not whole cannot be relied on.',
    page: 'contracts',
  },
  'event-of-two-owners': {
    title: 'Event of two owners',
    about: 'An event is a fact of the one node that decides it. Two publishers are two truths.',
    page: 'contracts',
  },
  'needs-of-unknown-event': {
    title: 'Needs of an unknown event',
    about: 'What a consumer needs can be checked only against a catalog that names the event.',
    page: 'contracts',
  },
  'unversioned-contract': {
    title: 'Contract without versions',
    about: 'A consumer relies on fields that nobody has promised. Declare what each version holds.',
    page: 'contracts',
  },
  'contract-broken': {
    title: 'Broken contract',
    about:
      'A version that will run lacks a field that a consumer needs: each such call or event fails. Add fields, never take them away under the same name.',
    page: 'contracts',
  },
  'deprecated-contract': {
    title: 'Deprecated version in use',
    about: 'Consumers move first; then the old version may go.',
    page: 'contracts',
  },
  'stage-without-compensation': {
    title: 'Saga stage without compensation',
    about: 'When a later stage fails, what this one did must be undone, or it stays half-way: stock held, money taken.',
    page: 'saga',
  },
  'saga-without-store': {
    title: 'Saga without a memory',
    about: 'Who forgets how far he was cannot go on after a crash, nor undo. Keep the progress in a store.',
    page: 'saga',
  },
  'endless-message-cycle': {
    title: 'Messages that beget messages',
    about: 'Each message brings forth another one, and the number never falls.',
    page: 'topic',
  },
} as const satisfies CatalogSection;
