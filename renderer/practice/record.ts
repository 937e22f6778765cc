import type { Design } from '../../engine/design/schema';
import type { Prediction } from '../../engine/practice/critique/answers';
import type { Critique, Truth } from '../../engine/practice/critique/document';
import type { Level } from '../../engine/practice/levels';
import type { Voice } from '../../engine/practice/voice';
import type { Clock } from './clock';

// What is kept of practice on this machine, as plain data.

/** Raised when older records cannot be read any more. */
export const RECORD_VERSION = 1;

/** Something that was asked of the interviewer. */
export interface Asked {
  readonly text: string;
  /** Ids of what it revealed; none where the interviewer had no answer. */
  readonly reveals: readonly string[];
}

/** Places of an interview in which one writes. */
export type NoteId = 'question' | 'functional' | 'qualities' | 'assumptions' | 'high-level' | 'deep-dive' | 'trade-offs';

export interface Interview {
  readonly version: typeof RECORD_VERSION;
  readonly id: string;
  /** Slug of the scenario that the prompt is of. */
  readonly prompt: string;
  readonly ask: string;
  readonly level: Level;
  /** [ms since 1970] */
  readonly begun: number;
  /** Null while it goes on. [ms since 1970] */
  readonly ended: number | null;
  readonly clock: Clock;
  readonly asked: readonly Asked[];
  readonly notes: Readonly<Partial<Record<NoteId, string>>>;
  /** The sheet as it was typed, by field. */
  readonly sheet: Readonly<Record<string, string>>;
  /** How many of the prompt's twists were heard. */
  readonly twists: number;
  /** What one expected of the prompt's faults, before they were shown. */
  readonly predictions: readonly Prediction[];
  /** What those did to one's own canvas. */
  readonly truths: readonly Truth[];
  /** What is to be said of it; null before it has ended and was judged. */
  readonly critique: Critique | null;
}

/** What every interview begins with. */
export const unjudged = { predictions: [], truths: [], critique: null } satisfies Partial<Interview>;

/** An interview as it was kept: those from before predictions were asked for lack these. */
export type KeptInterview = Omit<Interview, keyof typeof unjudged> & Partial<Interview>;
export const wholeInterview = (kept: KeptInterview): Interview => ({ ...unjudged, ...kept });

/** The candidate's own canvas, on a row of its own: it is large, and changes at other times. */
export interface Canvas {
  /** Of the interview. */
  readonly id: string;
  readonly design: Design;
}

/** An answer to one question, or a challenge that was tried. */
export interface Attempt {
  readonly version: typeof RECORD_VERSION;
  readonly id: string;
  readonly kind: 'drill' | 'challenge';
  /** Id of the question or challenge. */
  readonly subject: string;
  readonly title: string;
  readonly begun: number;
  /** Null while it is being written. [ms since 1970] */
  readonly ended: number | null;
  readonly text: string;
  /** 0 to 100; null before it was judged. */
  readonly score: number | null;
  /** Of a challenge: what one has had told of it; nothing when left out. */
  readonly told?: Told;
  /** Of an answer that was spoken: how it sounded. The sound itself lies on a row of its own. */
  readonly spoken?: Spoken;
  /** Of one without words: what one heard oneself say, by the ids of points and remarks. */
  readonly ticked?: readonly string[];
}

export interface Spoken {
  /** Null where no voice was heard in it. */
  readonly voice: Voice | null;
  /** Whether the text was written by the voice, so that its words can be counted against the time. */
  readonly dictated: boolean;
  /** The sound was deleted after it was judged. */
  readonly deleted?: true;
}

/** The sound of an answer. It stays on this machine, and goes with its attempt. */
export interface Recording {
  /** Of the attempt. */
  readonly id: string;
  readonly sound: Blob;
}

export interface Told {
  /** How many hints. */
  readonly hints: number;
  readonly answer: boolean;
}
export const untold: Told = { hints: 0, answer: false };

/** Everything, as it is exported. */
export interface PracticeExport {
  readonly kind: 'faultline-practice';
  readonly version: typeof RECORD_VERSION;
  readonly interviews: readonly Interview[];
  readonly canvases: readonly Canvas[];
  readonly attempts: readonly Attempt[];
}
