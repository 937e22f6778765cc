/** In front of every key in Redis. The braces keep all of them on one node of a cluster. */
export const PREFIX = '{faultline}';

const QUEUE = 'runs-';

/** Each engine has a queue of its own: a worker never takes a run that its engine might do differently. */
export const queueName = (engine: string): string => QUEUE + engine;

/** Pattern of the keys that tell of queues. */
export const QUEUE_KEYS = `${PREFIX}:${QUEUE}*:meta`;

/** The engine whose queue has this key, or null. */
export function engineOfKey(key: string): string | null {
  const from = `${PREFIX}:${QUEUE}`;
  return key.startsWith(from) && key.endsWith(':meta') ? key.slice(from.length, -':meta'.length) : null;
}
