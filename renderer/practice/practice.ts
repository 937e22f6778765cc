import { createStore, useStore } from 'zustand';
import type { Level } from '../../engine/practice/levels';
import type { Design } from '../../engine/design/schema';
import type { Notice } from '../store/ports';
import { appPorts } from '../store/app-ports';
import { beat, type Clock, LONGEST_RELOAD, newClock, pause, start } from './clock';
import { indexedPractice, type PracticeShelf } from './database';
import { practiceUi, usePracticeUi } from './practice-ui';
import { type Attempt, type Canvas, type Interview, type NoteId, RECORD_VERSION, type Spoken, unjudged } from './record';
import { isHere } from './turn';
import { createWriter, type Writer } from './writer';

interface PracticePorts {
  readonly shelf: PracticeShelf;
  readonly say: (notice: Notice) => void;
  /** [ms since 1970] */
  readonly now: () => number;
  readonly newId: () => string;
}

/** What was practised on this machine, and what is under way. */
export interface PracticeState {
  /** False until what is kept has been read. */
  readonly ready: boolean;
  /** Newest first. */
  readonly interviews: readonly Interview[];
  /** Newest first. */
  readonly attempts: readonly Attempt[];
  /** Reads what is kept; whoever was away is told how long. */
  load(): Promise<void>;
  /** Begins an interview, with the clock going. @returns its id */
  begin(prompt: { readonly slug: string; readonly ask: string }, level: Level): string;
  change(id: string, change: (interview: Interview) => Interview): void;
  tick(id: string, change: (clock: Clock, now: number) => Clock): void;
  note(id: string, note: NoteId, text: string): void;
  keepCanvas(id: string, design: Design): void;
  canvas(id: string): Promise<Design | null>;
  beginAttempt(kind: Attempt['kind'], subject: string, title: string): string;
  changeAttempt(id: string, change: (attempt: Attempt) => Attempt): void;
  /** Keeps how an answer sounded, and its sound. */
  keepRecording(id: string, sound: Blob, spoken: Spoken): Promise<void>;
  recording(id: string): Promise<Blob | null>;
  /** Deletes the sound of an answer. What was measured of it stays only where it was judged by it. */
  dropRecording(id: string): Promise<void>;
  /** A challenge was solved. Once the answer was told there is no score for it. */
  solve(id: string): void;
  drop(id: string): Promise<void>;
  dropAll(): Promise<void>;
  /** Kept once all that was typed is written. */
  settled(): Promise<void>;
}

export function createPractice({ shelf, say, now, newId }: PracticePorts) {
  let told = false;
  const failed = (error: unknown) => {
    if (!told) say({ tone: 'bad', title: 'Practice cannot be kept on this machine', message: String(error) });
    told = true;
  };
  const interviewWriters = new Map<string, Writer<Interview>>();
  const attemptWriters = new Map<string, Writer<Attempt>>();
  const canvasWriters = new Map<string, Writer<Canvas>>();
  const writerOf = <T>(writers: Map<string, Writer<T>>, id: string, write: (value: T) => Promise<void>): Writer<T> => {
    const known = writers.get(id) ?? createWriter(write, failed);
    writers.set(id, known);
    return known;
  };
  const keep = (interview: Interview) => writerOf(interviewWriters, interview.id, shelf.putInterview).put(interview);
  const keepAttempt = (attempt: Attempt) => writerOf(attemptWriters, attempt.id, shelf.putAttempt).put(attempt);
  const settled = async () => {
    for (const writers of [interviewWriters, attemptWriters, canvasWriters])
      await Promise.all([...writers.values()].map((writer) => writer.settled()));
  };

  return createStore<PracticeState>()((set, get) => ({
    ready: false,
    interviews: [],
    attempts: [],
    settled,
    async load() {
      try {
        const [kept, attempts] = [await shelf.interviews(), await shelf.attempts()];
        const interviews = kept.map((each) => ({ ...each, clock: beat(each.clock, now(), LONGEST_RELOAD) }));
        set({ interviews, attempts, ready: true });
      } catch (error) {
        failed(error);
        set({ ready: true });
      }
    },
    begin({ slug, ask }, level) {
      for (const { id, clock } of get().interviews) if (clock.since !== null) get().tick(id, pause);
      const at = now();
      const interview: Interview = {
        version: RECORD_VERSION,
        id: newId(),
        prompt: slug,
        ask,
        level,
        begun: at,
        ended: null,
        clock: start(newClock(at), at),
        asked: [],
        notes: {},
        sheet: {},
        twists: 0,
        ...unjudged,
      };
      set({ interviews: [interview, ...get().interviews] });
      keep(interview);
      return interview.id;
    },
    change(id, change) {
      const before = get().interviews.find((each) => each.id === id);
      if (!before) return;
      const after = change(before);
      if (after === before) return;
      set({ interviews: get().interviews.map((each) => (each === before ? after : each)) });
      keep(after);
    },
    tick: (id, change) => get().change(id, (interview) => ({ ...interview, clock: change(interview.clock, now()) })),
    note: (id, note, text) => get().change(id, (interview) => ({ ...interview, notes: { ...interview.notes, [note]: text } })),
    keepCanvas: (id, design) => writerOf(canvasWriters, id, shelf.putCanvas).put({ id, design }),
    canvas: async (id) => (await shelf.canvas(id).catch(() => null))?.design ?? null,
    beginAttempt(kind, subject, title) {
      const attempt: Attempt = {
        version: RECORD_VERSION,
        id: newId(),
        kind,
        subject,
        title,
        begun: now(),
        ended: null,
        text: '',
        score: null,
      };
      set({ attempts: [attempt, ...get().attempts] });
      keepAttempt(attempt);
      return attempt.id;
    },
    changeAttempt(id, change) {
      const before = get().attempts.find((each) => each.id === id);
      if (!before) return;
      const after = change(before);
      set({ attempts: get().attempts.map((each) => (each === before ? after : each)) });
      keepAttempt(after);
    },
    async keepRecording(id, sound, spoken) {
      get().changeAttempt(id, (was) => ({ ...was, spoken }));
      await shelf.putRecording({ id, sound }).catch(failed);
    },
    recording: async (id) => (await shelf.recording(id).catch(() => null))?.sound ?? null,
    async dropRecording(id) {
      get().changeAttempt(id, ({ spoken, ...was }) =>
        was.ended === null || !spoken ? was : { ...was, spoken: { ...spoken, deleted: true } },
      );
      await shelf.dropRecording(id).catch(failed);
    },
    solve: (id) =>
      get().changeAttempt(id, (was) =>
        was.ended === null ? { ...was, ended: now(), score: was.told?.answer === true ? null : 100 } : was,
      ),
    async drop(id) {
      set({
        interviews: get().interviews.filter((each) => each.id !== id),
        attempts: get().attempts.filter((each) => each.id !== id),
      });
      // What is still being written would bring it back.
      await settled();
      await shelf.drop(id).catch(failed);
    },
    async dropAll() {
      set({ interviews: [], attempts: [] });
      await settled();
      await shelf.dropAll().catch(failed);
    },
  }));
}

const shelf = indexedPractice();
export const exportPractice = () => shelf.export();

/** The one of this window. */
export const practice = createPractice({ shelf, say: appPorts.say, now: () => Date.now(), newId: () => crypto.randomUUID() });
export const usePractice = <T>(select: (state: PracticeState) => T): T => useStore(practice, select);

/** The interview that is under way or looked at. */
export function useInterview(): Interview | null {
  const id = usePracticeUi((ui) => ui.interview);
  return usePractice(({ interviews }) => interviews.find((each) => each.id === id) ?? null);
}

/** The attempt at a challenge that is under way or looked at. */
export function useChallengeAttempt(): Attempt | null {
  const id = usePracticeUi((ui) => ui.challenge);
  return usePractice(({ attempts }) => attempts.find((each) => each.id === id) ?? null);
}

/** How often the page gives a sign of life. [ms] */
const PULSE = 5_000;

/** Gives signs of life to the clock that goes, as long as practice is in this window. */
export function startPulse(): void {
  const pulse = () => {
    if (!isHere()) return;
    const { interview } = practiceUi.getState();
    const { interviews, tick } = practice.getState();
    const present = interviews.find(({ id }) => id === interview);
    if (present && present.clock.since !== null) tick(present.id, beat);
  };
  setInterval(pulse, PULSE);
  document.addEventListener('visibilitychange', pulse);
}
