import { Dexie, type EntityTable } from 'dexie';
import {
  type Attempt,
  type Canvas,
  type Interview,
  type KeptInterview,
  type PracticeExport,
  RECORD_VERSION,
  type Recording,
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
  putRecording(recording: Recording): Promise<void>;
  recording(id: string): Promise<Recording | null>;
  dropRecording(id: string): Promise<void>;
  /** An interview or an attempt, with all that belongs to it. */
  drop(id: string): Promise<void>;
  dropAll(): Promise<void>;
  export(): Promise<PracticeExport>;
}

type Tables = Dexie & {
  readonly interviews: EntityTable<KeptInterview, 'id'>;
  readonly canvases: EntityTable<Canvas, 'id'>;
  readonly attempts: EntityTable<Attempt, 'id'>;
  readonly recordings: EntityTable<Recording, 'id'>;
};

/** IndexedDB: the same in a browser and in the desktop window. */
export function indexedPractice(): PracticeShelf {
  const db = new Dexie('faultline-practice') as Tables;
  db.version(1).stores({ interviews: 'id, begun', canvases: 'id', attempts: 'id, begun' });
  db.version(2).stores({ recordings: 'id' });
  const all = [db.interviews, db.canvases, db.attempts, db.recordings];
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
    async putRecording(recording) {
      await db.recordings.put(recording);
    },
    recording: async (id) => (await db.recordings.get(id)) ?? null,
    dropRecording: (id) => db.recordings.delete(id),
    drop: (id) =>
      db.transaction('rw', all, async () => {
        for (const table of all) await table.delete(id);
      }),
    dropAll: () =>
      db.transaction('rw', all, async () => {
        for (const table of all) await table.clear();
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
