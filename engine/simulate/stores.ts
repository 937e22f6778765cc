import { CacheStore } from './cache-store';
import type { Machinery } from './machinery';
import type { ServerState } from './model';

/** Brings what a data node keeps in step with what its design says. */
export function configureStore(server: ServerState, machinery: Machinery): void {
  const { store } = server;
  const { contents = null } = server.model;
  if (store instanceof CacheStore) store.configure(contents);
  else if (contents !== null) server.store = new CacheStore(server, contents, machinery);
}
