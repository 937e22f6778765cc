/** What of the browser's speech recognition is used. TypeScript's library lacks what decides where it works. */
interface Recogniser {
  lang: string;
  continuous: boolean;
  /** True: on this machine or not at all. */
  processLocally: boolean;
  addEventListener(name: 'result', heard: (event: RecognisedEvent) => void): void;
  addEventListener(name: 'error', failed: (event: { readonly error: string }) => void): void;
  addEventListener(name: 'end', ended: () => void): void;
  start(track: MediaStreamTrack): void;
  stop(): void;
}
interface RecognisedEvent {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>;
}
interface RecogniserClass {
  new (): Recogniser;
  readonly prototype: object;
  available?(options: { readonly langs: readonly string[]; readonly processLocally: true }): Promise<string>;
}

/** The questions and their points are in English. */
const languages = ['en-US', 'en-GB'] as const;

export interface Recognising {
  stop(): void;
}
/** Writes down what a microphone hears, until it is stopped. */
export type Recognise = (track: MediaStreamTrack, onWords: (words: string) => void, onLost: () => void) => Recognising;

/**
 * The browser's speech recognition, where it works on this machine and is there already; null where it is not. Most recognition of
 * browsers is done by a server: that is never asked, and nothing is downloaded.
 * @param scope the window
 */
export async function localRecognition(scope: object): Promise<Recognise | null> {
  // The desktop shell has no recogniser; asking Electron for one is asking for a service that it does not run.
  if ('desktop' in scope && scope.desktop !== undefined) return null;
  const Local = (scope as { readonly SpeechRecognition?: RecogniserClass }).SpeechRecognition;
  // A browser that does not know the word would go to its server without one.
  if (!Local?.available || !('processLocally' in Local.prototype)) return null;
  for (const lang of languages) {
    const state = await Local.available({ langs: [lang], processLocally: true }).catch(() => 'unavailable');
    if (state === 'available') return recogniseBy(Local, lang);
  }
  return null;
}

const recogniseBy =
  (Local: RecogniserClass, lang: string): Recognise =>
  (track, onWords, onLost) => {
    let wanted = true;
    const recogniser = new Local();
    recogniser.lang = lang;
    recogniser.continuous = true;
    recogniser.processLocally = true;
    recogniser.addEventListener('result', ({ results, resultIndex }) => {
      for (let i = resultIndex; i < results.length; i += 1) {
        const result = results[i]!;
        const words = result[0]?.transcript.trim() ?? '';
        if (result.isFinal && words !== '') onWords(words);
      }
    });
    recogniser.addEventListener('error', ({ error }) => {
      // Silence is no failure.
      if (error === 'no-speech' || error === 'aborted') return;
      wanted = false;
      onLost();
    });
    // It ends by itself after a long pause.
    recogniser.addEventListener('end', () => {
      if (wanted && track.readyState === 'live') recogniser.start(track);
    });
    recogniser.start(track);
    return {
      stop() {
        wanted = false;
        recogniser.stop();
      },
    };
  };
