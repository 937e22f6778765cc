import type { Span } from './forest';
import { wordOf } from './span';

/** Longest name of an operation or event in a design. */
const LONGEST = 64;

/** A span’s name as the name of an operation: `GET /users/4711 HTTP` → `GET /users/id HTTP`. Ids in paths would be an operation each. */
export function operationName(words: string): string {
  const plain = words
    .replaceAll(/\/(\d+|[0-9a-f]{8}-[0-9a-f-]{27,}|[0-9a-f]{16,})(?=[/?\s]|$)/gi, '/id')
    .replace(/\?.*$/, '')
    .replaceAll(/[{}<>:*]/g, '')
    .replaceAll(/[^A-Za-z0-9 ._/-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, LONGEST)
    .trim();
  return plain === '' ? 'work' : plain;
}

/** The host of a URL or of an address with a port. */
const hostOf = (address: string | null): string | null =>
  address === null ? null : (/^(?:[a-z+]+:\/\/)?(?:[^/@]*@)?([^/:?#]+)/i.exec(address)?.[1] ?? null);

/** What a client span says of the system at its other end. */
export function peerOf(span: Span): { readonly name: string | null; readonly system: string | null } {
  const database = wordOf(span, 'db.system', 'db.system.name', 'db.type');
  const named =
    wordOf(span, 'peer.service') ??
    (database === null ? null : wordOf(span, 'db.name', 'db.namespace', 'db.instance')) ??
    hostOf(wordOf(span, 'server.address', 'net.peer.name', 'peer.hostname', 'http.host', 'http.url', 'url.full')) ??
    wordOf(span, 'rpc.service');
  if (database !== null) return { name: named ?? `${span.place.service} ${database}`, system: database };
  const aws = wordOf(span, 'rpc.system') === 'aws-api' ? wordOf(span, 'rpc.service') : null;
  const web = wordOf(span, 'http.host', 'http.url', 'url.full') === null ? null : 'http';
  return { name: named, system: aws ?? wordOf(span, 'rpc.system') ?? web };
}

/** Where a message lies between producer and consumer. */
export const destinationOf = (span: Span): string =>
  wordOf(span, 'messaging.destination.name', 'messaging.destination', 'message_bus.destination', 'peer.service') ?? withoutVerb(span.name);

const verbs =
  /^(send|publish|create|process|receive|consume|deliver|poll|settle)\s+|\s+(send|publish|create|process|receive|consume|deliver)$/i;
/** `send OrderPlaced` → `OrderPlaced`. */
export const withoutVerb = (name: string): string => name.replace(verbs, '') || name;
