import type { StoreModel } from '../nodes/definition';
import { configureBalancer } from './balancers';
import { CacheStore } from './cache-store';
import { DatabaseStore } from './database-store';
import type { Machinery } from './machinery';
import type { ServerState } from './model';
import { QuorumStore } from './quorum-store';
import { RefreshedStore } from './refreshed-store';
import type { ZoneNet } from './zone-net';

interface Surroundings {
  readonly machinery: Machinery;
  readonly zones: ZoneNet;
  /** Whether some step reads or writes at the node. */
  readonly accessed: boolean;
  /** Whether some read there asks for its own writes. */
  readonly readsOwnWrites: boolean;
}

/** Brings what a data node keeps in step with what its design says. */
export function configureStore(server: ServerState, surroundings: Surroundings): void {
  const { store } = server;
  const { contents = null, store: kept } = server.model;
  if (store instanceof CacheStore) store.configure(contents);
  else if (contents !== null) server.store = new CacheStore(server, contents, surroundings.machinery);
  if (kept?.kind === 'database') configureDatabase(server, kept, surroundings);
  if (kept?.kind === 'key-value') configureKeyValue(server, kept, surroundings.machinery);
  if (kept?.kind === 'search-index') {
    if (server.store instanceof RefreshedStore) server.store.refresh = kept.refresh;
    else server.store = new RefreshedStore(server, kept.refresh, surroundings.machinery);
  }
}

function configureDatabase(
  server: ServerState,
  model: Extract<StoreModel, { kind: 'database' }>,
  { machinery, zones, accessed, readsOwnWrites }: Surroundings,
): void {
  const { replication, shards, rowLocks } = model;
  // A database of which nothing more is asked than queries costs nothing more.
  if (server.store === null && !accessed && replication === null && shards === null && rowLocks === null) return;
  const store = server.store instanceof DatabaseStore ? server.store : new DatabaseStore(server, machinery, zones);
  server.store = store;
  store.readsOwnWrites = readsOwnWrites;
  store.configure(model);
  if (store.routes) server.picker = store;
  else if (server.picker === store) configureBalancer(server, server.model.loadBalancing);
}

function configureKeyValue(server: ServerState, model: Extract<StoreModel, { kind: 'key-value' }>, machinery: Machinery): void {
  const store = server.store instanceof QuorumStore ? server.store : new QuorumStore(server, machinery);
  server.store = store;
  store.configure(model);
}
