import { createStore, del, entries, get, set } from 'idb-keyval';
import { type Kept, KEPT_VERSION } from './kept';

/** A kept window, and when. */
export interface Offer {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Row {
  readonly at: number;
  readonly kept: Kept;
}

/** Where windows keep what they would lose, each under an id of its own. */
export interface Shelf {
  put(id: string, kept: Kept, at: number): Promise<void>;
  /** How far the run of a kept window has come. [s] It is small, and put often. */
  putTime(id: string, time: number): Promise<void>;
  take(id: string): Promise<{ readonly kept: Kept; readonly time: number } | null>;
  drop(id: string): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly Offer[]>;
}

/** Windows kept for longer than anyone will ask for them are dropped beyond so many. */
const MOST_KEPT = 10;

/** IndexedDB: the same in a browser and in the desktop window. */
export function indexedShelf(): Shelf {
  const rows = createStore('faultline-kept', 'windows');
  const times = createStore('faultline-kept-times', 'times');
  const drop = async (id: string) => {
    await del(id, rows);
    await del(id, times);
  };
  return {
    put: (id, kept, at) => set(id, { at, kept } satisfies Row, rows),
    putTime: (id, time) => set(id, time, times),
    async take(id) {
      const row = await get<Row>(id, rows);
      if (!row || row.kept.version !== KEPT_VERSION) return null;
      return { kept: row.kept, time: (await get<number>(id, times)) ?? 0 };
    },
    drop,
    async list() {
      const all = (await entries<string, Row>(rows)).sort(([, a], [, b]) => b.at - a.at);
      for (const [id] of all.slice(MOST_KEPT)) await drop(id);
      return all.slice(0, MOST_KEPT).map(([id, { at, kept }]) => ({ id, at, name: kept.name }));
    },
  };
}
