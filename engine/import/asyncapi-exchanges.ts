import type { NoteTaker } from './note-taker';
import { referredName, resolved } from './references';
import { at, countAt, entriesAt, isTree, listAt, textAt, type Tree } from './tree';

export interface Channel {
  readonly name: string;
  readonly kind: 'log' | 'queue' | 'topic';
  readonly partitions: number | undefined;
}

/** What an application does with a channel. */
export interface Exchange {
  readonly channel: Channel;
  readonly way: 'send' | 'receive';
  /** Names of the messages, as names of events; at least one. */
  readonly messages: readonly string[];
}

/** What the application does, in words of version 3: it sends or receives. */
export function exchangesOf(file: unknown, notes: NoteTaker): Exchange[] {
  const found = (textAt(file, 'asyncapi') ?? '').startsWith('2') ? ofVersion2(file, notes) : ofVersion3(file, notes);
  const kinds = new Map(found.map(({ channel }) => [channel.name, channel]));
  // A channel that stands in several operations is one channel.
  return found.slice(0, MOST).map((one) => ({ ...one, channel: kinds.get(one.channel.name)! }));
}

const MOST = 300;

/** In version 2, operations say what others do: where others may publish, the application receives. */
function ofVersion2(file: unknown, notes: NoteTaker): Exchange[] {
  const protocols = protocolsOf(file);
  return entriesAt(file, 'channels').flatMap(([name, given]) => {
    const item = resolved(file, given);
    if (!isTree(item)) return [];
    const channel = channelOf(name, item, protocols, notes);
    return (
      [
        ['publish', 'receive'],
        ['subscribe', 'send'],
      ] as const
    ).flatMap(([key, way]): Exchange[] => {
      const operation = resolved(file, at(item, key));
      if (!isTree(operation)) return [];
      const message = at(operation, 'message');
      const several = listAt(message, 'oneOf');
      return [
        { channel, way, messages: messagesOf(file, several.length > 0 ? several : [message], textAt(operation, 'operationId') ?? name) },
      ];
    });
  });
}

function ofVersion3(file: unknown, notes: NoteTaker): Exchange[] {
  const protocols = protocolsOf(file);
  return entriesAt(file, 'operations').flatMap(([id, given]): Exchange[] => {
    const operation = resolved(file, given);
    const action = textAt(operation, 'action');
    const reference = at(operation, 'channel');
    const item = resolved(file, reference);
    if (!isTree(item) || (action !== 'send' && action !== 'receive')) {
      notes.missing(`The operation “${id.slice(0, 100)}” has no channel in this file, and is left out.`);
      return [];
    }
    if (at(operation, 'reply') !== undefined) notes.missing(`The reply to “${id.slice(0, 100)}” is not read.`);
    const name = textAt(item, 'address') ?? referredName(reference) ?? id;
    const own = listAt(operation, 'messages');
    const messages = own.length > 0 ? own : entriesAt(item, 'messages').map(([key, message]) => ({ key, message }));
    return [{ channel: channelOf(name, item, protocols, notes), way: action, messages: messagesOf(file, messages, id) }];
  });
}

/** The names that messages go by, made fit for events and for operations that take them. */
function messagesOf(file: unknown, given: readonly unknown[], fallback: string): string[] {
  const names = given.map((one) => {
    const message = at(one, 'message') ?? one;
    const target = resolved(file, message);
    return (
      textAt(target, 'name') ??
      textAt(target, 'messageId') ??
      referredName(message) ??
      textAt(one, 'key') ??
      textAt(target, 'title') ??
      fallback
    );
  });
  const fit = names
    .map((name) =>
      name
        .replaceAll(/[^A-Za-z0-9 ._/-]+/g, '')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, 60)
        .trim(),
    )
    .filter((name) => name !== '');
  return fit.length > 0 ? [...new Set(fit)] : ['Message'];
}

const protocolsOf = (file: unknown): readonly string[] => [
  ...new Set(entriesAt(file, 'servers').flatMap(([, server]) => (textAt(resolved(file, server), 'protocol') ?? '').toLowerCase() || [])),
];

/** Which protocols keep messages how. */
const kinds: readonly (readonly [Channel['kind'], RegExp])[] = [
  ['log', /^(kafka|kafka-secure|pulsar|redis-streams|kinesis)/],
  ['queue', /^(sqs|jms|ibmmq|stomp|stomps)/],
  ['topic', /^(sns|mqtt|mqtts|secure-mqtt|mqtt5|nats|googlepubsub|mercure|redis|ws|wss|http|https|solace|anypointmq)/],
];

/** The binding of a channel says what it is; else the protocol of the servers does; else a topic is taken. */
function channelOf(name: string, item: Tree, protocols: readonly string[], notes: NoteTaker): Channel {
  const bindings = entriesAt(item, 'bindings').map(([protocol]) => protocol.toLowerCase());
  const partitions = countAt(item, 1, 1000, 'bindings', 'kafka', 'partitions');
  const short = name.slice(0, 110) || 'channel';
  for (const protocol of [...bindings, ...protocols]) {
    const kind = protocol.startsWith('amqp') ? amqpKind(item) : kinds.find(([, pattern]) => pattern.test(protocol))?.[0];
    if (kind === undefined) continue;
    notes.inferred(`The channel “${short}” is a ${kind}, since it speaks ${protocol}.`);
    return { name: short, kind, partitions };
  }
  notes.guessed(`The channel “${short}” is a topic: nothing says what kind of broker keeps it.`);
  return { name: short, kind: 'topic', partitions };
}

/** An exchange that fans out is a topic; a queue, and whatever says nothing, is a queue. */
const amqpKind = (item: Tree): Channel['kind'] => {
  const exchange = textAt(item, 'bindings', 'amqp', 'exchange', 'type');
  return textAt(item, 'bindings', 'amqp', 'is') !== 'queue' && (exchange === 'fanout' || exchange === 'topic') ? 'topic' : 'queue';
};
