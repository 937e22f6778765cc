import { z } from 'zod';
import type { Problem, Result } from '../engine/core/problem';

/** A design file as it was read: its text is not yet checked. */
export interface OpenedFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
}

export interface SaveRequest {
  /** Where to save without asking: a path that `openFile`, `openDropped`, `saveFile` or an `opened` command gave. Otherwise the user is asked. */
  readonly path?: string | undefined;
  /** File name offered in the dialog: `checkout.faultline.json`. */
  readonly suggestedName: string;
  readonly text: string;
  /** The user knows that another program has changed the file since, and wants it replaced. */
  readonly replaceChanged?: boolean | undefined;
}

/** What the shell must know about the open document to name the window and to guard it. */
export interface DocumentState {
  readonly title: string;
  /** True while there are changes that no file holds. */
  readonly dirty: boolean;
}

export interface Versions {
  readonly app: string;
  readonly electron: string;
  readonly chrome: string;
}

/** What the shell tells the studio. */
export type Command =
  /** A command of the studio was chosen in the menu. */
  | { readonly kind: 'menu'; readonly id: string }
  /** A file came from outside: the command line, a double click, the list of recent files. The studio guards unsaved changes. */
  | { readonly kind: 'opened'; readonly file: OpenedFile }
  /** A file from outside could not be read. */
  | { readonly kind: 'failed'; readonly problems: readonly Problem[] };

/** What the page may ask of the shell: `window.desktop` in the desktop app, undefined in a browser. */
export interface DesktopApi {
  /** Asks the user for a design file. @returns null when the user cancels. */
  openFile(): Promise<Result<OpenedFile | null>>;
  /** Reads a file that the user dropped onto the page. */
  openDropped(file: File): Promise<Result<OpenedFile>>;
  /**
   * Writes atomically: the old file stays whole when anything fails. What another program put there since it was opened or saved
   * here is the problem `file-changed-outside`. @returns the path, or null when the user cancels.
   */
  saveFile(request: SaveRequest): Promise<Result<string | null>>;
  /** Call it whenever title or dirtiness changes: the shell asks before it closes a dirty document. */
  setDocument(document: DocumentState): Promise<void>;
  /** Commands that came before the first listener are delivered to it. @returns a function that ends it. */
  onCommand(listener: (command: Command) => void): () => void;
  versions(): Promise<Versions>;
  /** Lets the next request for sound through, for some seconds. Call it when the user has pressed Speak, and at no other time. */
  openMicrophone(): Promise<void>;
}

/** Longest text that may cross the border at all; what is too large for a design gets a `Problem` behind it. [UTF-16 units] */
const MAX_TEXT = 64_000_000;
const zPath = z.string().min(1).max(4_096);

/** Every channel from page to shell, with the schema of its one argument. Checked on arrival, before any work. */
export const channels = {
  'file:open': z.undefined(),
  // Empty when the page made the file itself: then it has no place on the disk.
  'file:open-dropped': z.string().max(4_096),
  'file:save': z.strictObject({
    path: zPath.optional(),
    suggestedName: z.string().min(1).max(200),
    text: z.string().max(MAX_TEXT),
    replaceChanged: z.boolean().optional(),
  }),
  'document:set': z.strictObject({ title: z.string().max(300), dirty: z.boolean() }),
  'command:ready': z.undefined(),
  'app:versions': z.undefined(),
  'microphone:open': z.undefined(),
} as const;

export type Channel = keyof typeof channels;
export type Argument<C extends Channel> = z.output<(typeof channels)[C]>;

/** What each channel answers. */
export interface Answers {
  'file:open': Result<OpenedFile | null>;
  'file:open-dropped': Result<OpenedFile>;
  'file:save': Result<string | null>;
  'document:set': void;
  'command:ready': void;
  'app:versions': Versions;
  'microphone:open': void;
}

/** The one channel from shell to page. */
export type CommandChannel = 'command';

declare global {
  interface Window {
    readonly desktop?: DesktopApi;
  }
}
