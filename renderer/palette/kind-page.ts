import type { NodeKind } from '../../engine/nodes/registry';

/** The page of the documents about each kind of component. */
export const kindPage: Readonly<Record<NodeKind, string>> = {
  client: 'clients',
  gateway: 'api-gateway',
  cdn: 'cdn',
  service: 'service',
  function: 'functions',
  database: 'database',
  'key-value': 'quorum',
  cache: 'cache',
  'object-store': 'object-store',
  'search-index': 'search-index',
  queue: 'queue',
  log: 'log',
  topic: 'topic',
  external: 'third-party',
};
