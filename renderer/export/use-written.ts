import { useEffect, useRef, useState } from 'react';
import type { Design } from '../../engine/design/schema';
import type { Format, StudioOptions, Written } from './formats';

/** What becomes of a format. */
export type Writing =
  /** The share is 0 to 1; null while nothing is known of it. */
  | { readonly phase: 'writing'; readonly share: number | null }
  | { readonly phase: 'written'; readonly written: Written }
  | { readonly phase: 'stopped' }
  /** In words. */
  | { readonly phase: 'failed'; readonly why: string };

interface UseWritten {
  readonly writing: Writing;
  readonly stop: () => void;
  readonly again: () => void;
}

const begun: Writing = { phase: 'writing', share: null };

/** A design in a format, written anew whenever something changes. What is left or stopped is not written to its end. */
export function useWritten(format: Format, design: Design, options: StudioOptions): UseWritten {
  const [writing, setWriting] = useState<Writing>(begun);
  const [attempt, setAttempt] = useState(0);
  const current = useRef<AbortController>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    current.current = leaving;
    const tell = (next: Writing): void => {
      if (!signal.aborted) setWriting(next);
    };
    setWriting(begun);
    format
      .write(design, options, signal, (share) => tell({ phase: 'writing', share }))
      .then(
        (result) => tell(typeof result === 'string' ? { phase: 'failed', why: result } : { phase: 'written', written: result }),
        () => tell({ phase: 'failed', why: 'This could not be written.' }),
      );
    return () => leaving.abort();
  }, [format, design, options, attempt]);
  const stop = (): void => {
    current.current?.abort();
    setWriting({ phase: 'stopped' });
  };
  return { writing, stop, again: () => setAttempt((n) => n + 1) };
}
