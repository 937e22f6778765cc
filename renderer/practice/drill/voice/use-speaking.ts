import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../engine/core/problem';
import { practice } from '../../practice';
import { isHere } from '../../turn';
import { measured } from './decode';
import { listen, type Listening } from './listen';
import { localRecognition, type Recognise, type Recognising } from './recognise';

/** What the microphone does for an answer. */
type Speaking =
  | { readonly phase: 'silent'; readonly problem: Problem | null }
  | { readonly phase: 'asking' }
  /** `writes`: the words are recognised on this machine as they are said. */
  | { readonly phase: 'recording'; readonly listening: Listening; readonly since: number; readonly writes: boolean }
  | { readonly phase: 'measuring' };

export interface SpeakingControls {
  readonly speaking: Speaking;
  start(): Promise<void>;
  /** Ends the recording and measures it; done at once where there is none. */
  stop(): Promise<void>;
}

/** A drill takes five minutes; what goes on for ten was left on. [ms] */
const LONGEST = 600_000;

/** Records one answer; it is kept when it ends, also when its screen is left. */
export function useSpeaking(id: string): SpeakingControls {
  const [speaking, setSpeaking] = useState<Speaking>({ phase: 'silent', problem: null });
  const end = useRef<(() => Promise<void>) | null>(null);
  const gone = useRef(false);

  const stop = useCallback(async () => {
    const ending = end.current;
    end.current = null;
    await ending?.();
  }, []);

  const start = useCallback(async () => {
    setSpeaking({ phase: 'asking' });
    const recognise = await recognition();
    const found = await listen();
    if (!found.ok) {
      setSpeaking({ phase: 'silent', problem: found.problems[0] ?? null });
      return;
    }
    const listening = found.value;
    if (gone.current) {
      await listening.stop();
      return;
    }
    const before = textOf(id);
    const lost = () => setSpeaking((was) => (was.phase === 'recording' ? { ...was, writes: false } : was));
    const recognising = recognise && written(recognise, listening.track, id, lost);
    const timer = setTimeout(() => void stop(), LONGEST);
    // Pulled out, or taken away by the system.
    listening.track.addEventListener('ended', () => void stop(), { once: true });
    end.current = async () => {
      clearTimeout(timer);
      recognising?.stop();
      setSpeaking({ phase: 'measuring' });
      const sound = await listening.stop();
      const voice = await measured(sound);
      // Another window may have taken practice meanwhile: then nothing more is written here.
      if (isHere()) await practice.getState().keepRecording(id, sound, { voice, dictated: textOf(id).length > before.length });
      setSpeaking({ phase: 'silent', problem: null });
    };
    setSpeaking({ phase: 'recording', listening, since: Date.now(), writes: recognising !== null });
  }, [id, stop]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      void stop();
    };
  }, [stop]);
  return { speaking, start, stop };
}

const textOf = (id: string): string => practice.getState().attempts.find((each) => each.id === id)?.text ?? '';

let asked: Promise<Recognise | null> | null = null;
const recognition = (): Promise<Recognise | null> => (asked ??= localRecognition(window));

function written(recognise: Recognise, track: MediaStreamTrack, id: string, lost: () => void): Recognising | null {
  const add = (words: string) => practice.getState().changeAttempt(id, (was) => ({ ...was, text: sentenceAfter(was.text, words) }));
  try {
    return recognise(track, add, lost);
  } catch {
    return null;
  }
}

/** What is recognised comes in pieces between pauses, without a full stop: each is taken for a sentence. */
function sentenceAfter(text: string, words: string): string {
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
  return text.trim() === '' ? sentence : `${text.trimEnd()} ${sentence}`;
}
