import { type Protocol, protocolNames, protocols } from '../design/protocols';
import type { DesignNode } from '../design/schema';
import { takesMessages } from '../nodes/definition';
import { nodeKinds } from '../nodes/registry';

const words: readonly (readonly [Protocol, RegExp])[] = [
  ['grpc', /\b(grpc|protobuf|thrift)\b/i],
  ['sql', /\b(sql|jdbc|odbc|postgres(ql)?|mysql|psql|tds)\b/i],
  ['redis', /\b(redis|resp|memcached?|cache protocol)\b/i],
  ['event', /\b(events?|messages?|publish(es)?|subscribes?|consumes?|kafka|amqp|mqtt|stomp|async|pub\/?sub|queue|stream)\b/i],
  ['rest', /\b(rest|https?|json|graphql|web ?sockets?|soap|api calls?)\b/i],
];

const titles = new Map<string, Protocol>(
  protocolNames.flatMap((name) => [[protocols[name].title.toLowerCase(), name] as const, [name, name] as const]),
);

/** The protocol that words on an arrow speak of, or null. */
export function protocolInWords(label: string): Protocol | null {
  const text = label.slice(0, 200);
  return titles.get(text.trim().toLowerCase()) ?? words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** What is usual between two components. */
export function usualProtocol(from: DesignNode, to: DesignNode): Protocol {
  if (takesMessages(nodeKinds[from.kind].role) || takesMessages(nodeKinds[to.kind].role)) return 'event';
  if (to.kind === 'database') return 'sql';
  return to.kind === 'cache' || to.kind === 'key-value' ? 'redis' : 'rest';
}

/** Whether words on an arrow say that who it starts at takes from who it ends at: "consumes from", "subscribes to". */
export const takesFrom = (label: string): boolean =>
  /\b(consum(es?|ing)|subscribes?|subscribing|polls?|listens?|reads? (events?|messages?)? ?from)\b/i.test(label.slice(0, 200));
