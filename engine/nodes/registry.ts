import { cache } from './cache/cache';
import { cdn } from './cdn/cdn';
import { client } from './client/client';
import { database } from './database/database';
import { external } from './external/external';
import { gateway } from './gateway/gateway';
import { serverlessFunction } from './function/function';
import { keyValue } from './key-value/key-value';
import { queue } from './queue/queue';
import { log } from './log/log';
import { objectStore } from './object-store/object-store';
import { searchIndex } from './search-index/search-index';
import { topic } from './topic/topic';
import { service } from './service/service';

/** Every kind of node, in the order of the palette. */
export const nodeKinds = {
  [client.kind]: client,
  [gateway.kind]: gateway,
  [service.kind]: service,
  [serverlessFunction.kind]: serverlessFunction,
  [database.kind]: database,
  [keyValue.kind]: keyValue,
  [cache.kind]: cache,
  [objectStore.kind]: objectStore,
  [searchIndex.kind]: searchIndex,
  [cdn.kind]: cdn,
  [queue.kind]: queue,
  [log.kind]: log,
  [topic.kind]: topic,
  [external.kind]: external,
} as const;
export type NodeKind = keyof typeof nodeKinds;
