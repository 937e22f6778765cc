import { Dexie, type EntityTable } from 'dexie';
import {
  type Attempt,
  type Canvas,
  type Interview,
  type KeptInterview,
  type PracticeExport,
  RECORD_VERSION,
  wholeInterview,
} from './record';

/** Where practice is kept. */
export interface PracticeShelf {
  putInterview(interview: Interview): Promise<void>;
  /** Newest first. */
  interviews(): Promise<readonly Interview[]>;
  putCanvas(canvas: Canvas): Promise<void>;
  canvas(id: string): Promise<Canvas | null>;
  putAttempt(attempt: Attempt): Promise<void>;
  /** Newest first. */
  attempts(): Promise<readonly Attempt[]>;
  /** An interview or an attempt, with all that belongs to it. */
  drop(id: string): Promise<void>;
  dropAll(): Promise<void>;
  export(): Promise<PracticeExport>;
}

type Tables = Dexie & {
  readonly interviews: EntityTable<KeptInterview, 'id'>;
  readonly canvases: EntityTable<Canvas, 'id'>;
  readonly attempts: EntityTable<Attempt, 'id'>;
};

/** IndexedDB: the same in a browser and in the desktop window. */
export function indexedPractice(): PracticeShelf {
  const db = new Dexie('faultline-practice') as Tables;
  db.version(1).stores({ interviews: 'id, begun', canvases: 'id', attempts: 'id, begun' });
  // A newer version of the studio may have written what this one cannot read.
  const readable = <T extends { readonly version: number }>(rows: readonly T[]): T[] =>
    rows.filter(({ version }) => version === RECORD_VERSION);
  const interviews = async () => readable(await db.interviews.orderBy('begun').reverse().toArray()).map(wholeInterview);
  const attempts = async () => readable(await db.attempts.orderBy('begun').reverse().toArray());
  return {
    interviews,
    attempts,
    async putInterview(interview) {
      await db.interviews.put(interview);
    },
    async putCanvas(canvas) {
      await db.canvases.put(canvas);
    },
    canvas: async (id) => (await db.canvases.get(id)) ?? null,
    async putAttempt(attempt) {
      await db.attempts.put(attempt);
    },
    drop: (id) =>
      db.transaction('rw', db.interviews, db.canvases, db.attempts, async () => {
        await db.interviews.delete(id);
        await db.canvases.delete(id);
        await db.attempts.delete(id);
      }),
    dropAll: () =>
      db.transaction('rw', db.interviews, db.canvases, db.attempts, async () => {
        await db.interviews.clear();
        await db.canvases.clear();
        await db.attempts.clear();
      }),
    export: async () => ({
      kind: 'faultline-practice',
      version: RECORD_VERSION,
      interviews: await interviews(),
      canvases: await db.canvases.toArray(),
      attempts: await attempts(),
    }),
  };
}
